import type { LineEntry } from './entries.ts'

/** What would wait, uncounted, were a round's record taken back, until that round is recorded anew. */
export interface RoundDependents {
  /** How many payments and advances of this round. */
  payments: number
  /** Was its pot handed over, or a part of it? */
  handed: boolean
  /** How many rounds after it are recorded. */
  later: number
}

/** What hangs on a round's record; null when nothing does: it does not count, or another one says the same. */
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

/** Money that was recorded and does not count, since it is more than was due or left of a pot, đồng. */
export interface Overpaid {
  k: number
  /** Null for a pot. */
  part: number | null
  amount: number
}

/** All of it, one for each record that stands. */
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
