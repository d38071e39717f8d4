const dayMs = 24 * 3600_000

/** Returns the units that have a directory database. */
export function unitsIn(existing: readonly string[]): string[] {
  const pattern = /^antt-(.+)-directory$/
  return existing.flatMap((name) => pattern.exec(name)?.[1] ?? [])
}

/** Runs a check every day, first a day from now; reports a failure and tries again the next day. `first` counts as running
 * until it settles. The returned function stops it and awaits the run under way. */
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
