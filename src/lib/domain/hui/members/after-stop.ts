import type { FactOf } from '../../facts.ts'
import type { IsPrintedFrom } from '../money/printed-rounds.ts'
import type { LineStream } from '../stream.ts'

/** Tells what is later than the stop of a line. */
export interface AfterStop {
  /** Whether a round was held then. */
  isHeld(record: FactOf<'hui.round-held'>): boolean
  /** Whether what changes from round `k` on takes effect then. */
  isChanged(k: number): boolean
}

/**
 * Returns what is later than the stop. A round is by its day; a change is by its round, never by the day on which it was
 * recorded, for history is often written down once a line has stopped: a round that was held before the stop has it, and so has
 * the one that would have come next, unless it was held later. Where the server took a receipt of a round before the stop,
 * that round, those before it and the joining that it was paid for are none the later: whoever stops a line chooses the day,
 * and takes back no paper; a stop on a day before such a round is in doubt, and stops the line all the same.
 */
export function afterStop(
  { standing, stopped, doubts }: Pick<LineStream, 'standing' | 'stopped' | 'doubts'>,
  isPrintedFrom: IsPrintedFrom
): AfterStop {
  if (!stopped) return { isHeld: () => false, isChanged: () => false }
  const stop = standing['hui.line-stopped'].filter(({ id }) => id === stopped.id)
  const rounds = standing['hui.round-held']
  // Asks once for each round: anybody may record one round thousands of times.
  const known = new Set([0, ...rounds.map(({ body }) => body.k)])
  const printed = new Set([...known].filter((k) => isPrintedFrom(k, stop, true)))
  const isHeld = ({ body: { k, on } }: FactOf<'hui.round-held'>) => on > stopped.on && !printed.has(k)
  if (rounds.some((record) => record.body.on > stopped.on && !isHeld(record)))
    doubts.set(stopped.id, 'stop-before-receipt')
  const [before, later] = [new Set([0]), new Set<number>()]
  for (const record of rounds) (isHeld(record) ? later : before).add(record.body.k)
  const isNext = (k: number) => before.has(k - 1) && (!later.has(k) || printed.has(k - 1))
  return { isHeld, isChanged: (k) => !before.has(k) && !isNext(k) }
}
