import type { LineEntry } from './entries.ts'

/** The records that would wait, uncounted, if a round's record were reversed, until that round is recorded anew. */
export interface RoundDependents {
  /** Number of payments and advances of this round. */
  payments: number
  /** True when its pot was handed over, wholly or in part. */
  handed: boolean
  /** Number of recorded rounds after it. */
  later: number
}

/**
 * Returns the records that depend on a round's record; null when none do: it does not count, or another record says the
 * same.
 */
export function waitingOn({ fact, known }: LineEntry, entries: readonly LineEntry[]): RoundDependents | null {
  if (known?.type !== 'hui.round-held') return null
  const { k } = known.body
  const standing = entries.filter(({ doubt, reversed }) => !doubt && !reversed)
  const waiting: RoundDependents = { payments: 0, handed: false, later: 0 }
  const records: string[] = []
  for (const { fact, known } of standing) {
    if (known?.type === 'hui.round-held' && known.body.k === k) records.push(fact.id)
    if (known?.type === 'hui.round-held' && known.body.k > k) waiting.later += 1
    if (isPayment(known) && known.body.k === k) waiting.payments += 1
    if (known?.type === 'hui.pot-handed' && known.body.k === k) waiting.handed = true
  }
  const alone = records.length === 1 && records[0] === fact.id
  return alone && waiting.payments + waiting.later + Number(waiting.handed) > 0 ? waiting : null
}

/** Money that was recorded as out of a pot and does not count: it exceeds the rest, or went to another than the taker; đồng. */
export interface Overpaid {
  k: number
  amount: number
}

/** Returns that money, one item for each record that stands. */
export const keptOf = (entries: readonly LineEntry[]): Overpaid[] =>
  entries.flatMap(({ known, doubt }) => {
    const isPot = known?.type === 'hui.pot-handed' || known?.type === 'hui.pot-left'
    const isKept = doubt === 'overpaid' || doubt === 'not-the-taker'
    return isKept && isPot ? [{ k: known.body.k, amount: known.body.amount }] : []
  })

type Payment = Extract<LineEntry['known'], { type: 'hui.contribution-received' | 'hui.contribution-covered' }>

const isPayment = (known: LineEntry['known']): known is Payment =>
  known?.type === 'hui.contribution-received' || known?.type === 'hui.contribution-covered'
