import type { Envelope } from '../fact.ts'
import { isLook } from './kinds.ts'
import { atOf, type FullLogEntry } from './log.ts'

/** Entries of a log that stand in one row: several in a row that only tell of somebody who looked at the picture, or one. */
export type LogRun<F extends Envelope = Envelope> = readonly [FullLogEntry<F>, ...FullLogEntry<F>[]]

/** Groups the entries of a log into rows, in their order; nothing is dropped. Anything else between two looks ends their run. */
export function logRuns<F extends Envelope>(entries: readonly FullLogEntry<F>[]): LogRun<F>[] {
  const runs: [FullLogEntry<F>, ...FullLogEntry<F>[]][] = []
  for (const entry of entries) {
    const last = runs.at(-1)
    if (last && isLook(entry) && isLook(last[0])) last.push(entry)
    else runs.push([entry])
  }
  return runs
}

/** Returns when the first and the last of a row happened, ISO, whatever their order. */
export function spanOf(run: LogRun): { from: string; to: string } {
  const times = run.map(atOf).sort((a, b) => Date.parse(a) - Date.parse(b))
  return { from: times[0]!, to: times.at(-1)! }
}
