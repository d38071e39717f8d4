import type { Envelope } from '../fact.ts'
import { entriesOf, type EntryDoubt, type LineEntry } from './entries.ts'
import { line } from './line.ts'

/** Tells what a record would put in doubt: itself, and others that counted without it, oldest first. */
export interface DoubtsWith<F extends Envelope> {
  own: EntryDoubt | null
  others: LineEntry<F>[]
}

/**
 * Returns what a line would doubt if a fact were recorded, and does not without it, so that a form can say so before anything
 * is saved. @param asOf Unix ms
 */
export function doubtsWith<F extends Envelope>(
  facts: readonly F[],
  draft: Envelope,
  asOf: number
): DoubtsWith<F> {
  const before = new Set(line(facts, asOf)?.doubts.map(({ id }) => id))
  const all = [...facts, draft as F]
  const doubted = entriesOf(all, line(all, asOf)).filter(({ fact, doubt }) => doubt && !before.has(fact.id))
  return {
    own: doubted.find(({ fact }) => fact.id === draft.id)?.doubt ?? null,
    others: doubted.filter(({ fact }) => fact.id !== draft.id)
  }
}
