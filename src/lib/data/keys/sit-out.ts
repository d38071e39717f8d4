/** How often a wait is told, and how often what is left of it is kept, ms. */
const tick = 500
const kept = 5_000

export interface WaitParts {
  /** Milliseconds since some beginning; no setting of the phone changes how fast they pass. */
  monotonic(): number
  /** Keeps that no more than this is left of this wait, ms; a later wait stays as it is. */
  keep(left: number): Promise<unknown>
}

/**
 * Sits a wait of `ms` out while the lock is open, and tells what is left, ms. Time counts only here: the phone's clock can be
 * set, and a closed app cannot know how long it was closed. Several tabs count side by side, none faster than time.
 * @param told what is left, ms: first what there is, 0 at the end
 */
export async function sitOut(
  ms: number,
  { monotonic, keep }: WaitParts,
  told: (left: number) => void,
  given: AbortSignal
): Promise<void> {
  let [left, written, last] = [ms, ms, monotonic()]
  while (left > 0 && !given.aborted) {
    told(left)
    await new Promise((resolve) => setTimeout(resolve, Math.min(tick, left)))
    const now = monotonic()
    left = Math.max(0, left - Math.max(0, now - last))
    last = now
    if (written - left < kept && left > 0) continue
    await keep(left)
    written = left
  }
  if (!given.aborted) told(left)
}
