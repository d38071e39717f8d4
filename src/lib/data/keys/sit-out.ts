import type { Locks } from '../tabs.ts'

/** How often a wait is told, and how often what is left of it is kept, ms. */
const tick = 500
const kept = 5_000

export interface WaitParts {
  locks: Locks
  /** Milliseconds since some beginning; no setting of the phone changes how fast they pass. */
  monotonic(): number
  /** Reads what is left of the wait, ms. */
  read(): Promise<number>
  /** Keeps that no more than this is left, ms. */
  keep(left: number): Promise<unknown>
}

/**
 * Sits a wait out while somebody looks at the lock, and tells what is left, ms. Time counts only here: the phone's clock can
 * be set, and a closed app cannot know how long it was closed. One tab counts at a time, or several would count faster.
 * @param told what is left, ms: first what there is, 0 at the end
 */
export async function sitOut(
  name: string,
  { locks, monotonic, read, keep }: WaitParts,
  told: (left: number) => void,
  given: AbortSignal
): Promise<void> {
  const count = async () => {
    let left = await read()
    let [last, written] = [monotonic(), left]
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
  if ((await read()) > 0) told(await read())
  await locks.request(`antt-pin-wait ${name}`, count, given).catch((problem: unknown) => {
    if (!given.aborted) throw problem
  })
}
