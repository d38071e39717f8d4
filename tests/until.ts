/** Longest wait, ms: less than a test may take, so that what never came is named. */
const limitMs = 240_000

/** Resolves once it is so; nothing is waited for longer than that. @throws when it never is, with the condition */
export async function until(isSo: () => unknown): Promise<void> {
  const last = Date.now() + limitMs
  while (!(await isSo())) {
    if (Date.now() > last) throw new Error(`never so: ${isSo}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
