import type { Envelope } from '../fact.ts'
import { whenOf } from '../order.ts'

/** A commander's word that they have read the book. */
export interface SeenBook<F extends Envelope = Envelope> {
  fact: F
  by: string
  /** The moment as of which they read it, Unix ms: not after the word itself. */
  until: number
}

/** Returns the word that reaches furthest of the facts of a day's stream, or null. */
export function seenBook<F extends Envelope>(facts: readonly F[]): SeenBook<F> | null {
  const words = facts.filter(({ type }) => type === 'incidents.book-seen')
  const when = whenOf(words)
  let last: SeenBook<F> | null = null
  for (const fact of words) {
    const { until: told } = fact.body as { until: string }
    const until = Math.min(Date.parse(told), Date.parse(when.get(fact)!))
    if (!last || until > last.until) last = { fact, by: fact.by, until }
  }
  return last
}
