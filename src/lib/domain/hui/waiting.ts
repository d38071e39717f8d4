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
  if (known?.type !== 'hui.round-recorded') return null
  const { k } = known.body
  const standing = entries.filter(({ doubt, reversed }) => !doubt && !reversed)
  const waiting: RoundDependents = { payments: 0, handed: false, later: 0 }
  const records: string[] = []
  for (const { fact, known } of standing) {
    if (known?.type === 'hui.round-recorded' && known.body.k === k) records.push(fact.id)
    if (known?.type === 'hui.round-recorded' && known.body.k > k) waiting.later += 1
    if (isPayment(known) && known.body.k === k) waiting.payments += 1
    if (known?.type === 'hui.payout-handed' && known.body.k === k) waiting.handed = true
  }
  const alone = records.length === 1 && records[0] === fact.id
  return alone && waiting.payments + waiting.later + Number(waiting.handed) > 0 ? waiting : null
}

/** Money that was recorded and does not count, since it exceeds the amount due or the rest of a pot, đồng. */
export interface Overpaid {
  k: number
  /** Null for a pot. */
  part: number | null
  amount: number
}

/** Returns the overpaid money, one item for each record that stands. */
export function keptOf(entries: readonly LineEntry[]): Overpaid[] {
  return entries.flatMap(({ known, doubt }): Overpaid[] => {
    if (doubt !== 'overpaid') return []
    if (known?.type === 'hui.payout-handed') return [{ ...known.body, part: null }]
    return isPayment(known) ? [known.body] : []
  })
}

type Payment = Extract<LineEntry['known'], { type: 'hui.contribution-paid' | 'hui.contribution-advanced' }>

const isPayment = (known: LineEntry['known']): known is Payment =>
  known?.type === 'hui.contribution-paid' || known?.type === 'hui.contribution-advanced'
