import type { FactOf } from '../facts.ts'
import { commissionOf } from './commission.ts'
import type { Due, Line, Round } from './state.ts'

/**
 * Returns the sum that all parts owe in round `k` of `n`, đồng: taken parts the face, alive ones the face less the bid,
 * the part that takes nothing (discount model).
 */
export function grossOf(k: number, n: number, face: number, bid: number): number {
  return (k - 1) * face + (n - k) * (face - bid)
}

/** Builds round `k` as recorded, nothing paid yet; `parts` as they stand with this round's taker marked. */
export function roundOf(
  { id, body }: FactOf<'hui.round-recorded'>,
  { n, face, commission, parts }: Pick<Line, 'n' | 'face' | 'commission' | 'parts'>
): Round {
  const { k, on, lunar = null, taker, bid, byLot, bids } = body
  const gross = grossOf(k, n, face, bid)
  const taken = commissionOf(commission, face)
  const dues = parts.map(({ no, takenAt }): Due => {
    const due = takenAt === null ? face - bid : takenAt === k ? 0 : face
    return { part: no, due, paid: 0, advanced: 0, open: due }
  })
  const money = {
    gross,
    commission: taken,
    payout: gross - taken,
    paid: 0,
    advanced: 0,
    open: gross,
    handed: 0
  }
  return { k, on, lunar, id, taker, bid, byLot, bids, dues, ...money, settled: false }
}
