const dayMs = 24 * 3600_000

/** The units that have a directory, by the names of all databases. */
export function unitsIn(existing: readonly string[]): string[] {
  const pattern = /^antt-(.+)-directory$/
  return existing.flatMap((name) => pattern.exec(name)?.[1] ?? [])
}

/** Runs a check each day, the first time a day after `first`; `failed` hears of one that did not go through, and the next day tries again. */
export function daily(
  check: () => Promise<unknown>,
  failed: (problem: unknown) => void,
  first: Promise<unknown> = Promise.resolve()
): () => Promise<void> {
  let running = first.catch(failed)
  const timer = setInterval(() => (running = check().catch(failed)), dayMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
