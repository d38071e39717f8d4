/** Longest wait, ms: less than a test may take, so that what never came is named. */
const limitMs = 240_000

/** Longest wait between two looks, ms. */
const restMs = 25

/**
 * Resolves once it is so, looking ever less often: a look may be a request. Nothing is waited for longer than that.
 * @throws when it never is, with the condition
 */
export async function until(isSo: () => unknown): Promise<void> {
  const last = Date.now() + limitMs
  for (let pause = 2; !(await isSo()); pause = Math.min(pause * 1.5, restMs)) {
    if (Date.now() > last) throw new Error(`never so: ${isSo}`)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
