import { commissionOf } from './commission.ts'
import { grossOf } from './round.ts'
import type { Doubt, Line, RoundBody } from './state.ts'

/** A line up to its last held round: the record of the next round is judged against it. */
export type HeldRounds = Pick<Line, 'opening' | 'face' | 'n' | 'commission' | 'parts' | 'rounds'>

/**
 * Returns the reason why the record of round `rounds.length + 1` cannot count, or null. A taker has an alive part and
 * the highest bid, below the face; among equal bids, or without any, the taker is drawn by lot. The last round has no
 * bids. A commission above the gross is refused, never cut down.
 */
export function doubtOf(record: RoundBody, held: HeldRounds): Doubt | null {
  return (
    partsDoubt(record, held) ?? dayDoubt(record, held) ?? bidDoubt(record, held) ?? moneyDoubt(record, held)
  )
}

function partsDoubt({ taker, bids }: RoundBody, { parts }: HeldRounds): Doubt | null {
  const named = [taker, ...bids.map(({ part }) => part)].map((no) => parts[no - 1])
  if (named.some((part) => !part)) return 'unknown-part'
  return named.some((part) => part!.takenAt !== null) ? 'taken-twice' : null
}

/** Checks the day of a round: the first day or later, and after the round before. */
function dayDoubt({ on }: RoundBody, { opening, rounds }: HeldRounds): Doubt | null {
  if (on < opening.startsOn) return 'before-opening'
  const before = rounds.at(-1)
  return before && on <= before.on ? 'out-of-order' : null
}

function bidDoubt({ k, taker, bid, bids, byLot }: RoundBody, { n, face }: HeldRounds): Doubt | null {
  if (k === n) return bid > 0 || bids.some(({ amount }) => amount > 0) ? 'last-round-has-bid' : null
  if (bid >= face) return 'bid-not-below-face'
  if (bids.length === 0) return byLot ? null : 'bid-not-highest'
  const highest = Math.max(...bids.map(({ amount }) => amount))
  const leaders = bids.filter(({ amount }) => amount === highest)
  const leads = bid === highest && leaders.some(({ part }) => part === taker)
  return leads && (leaders.length === 1 || byLot) ? null : 'bid-not-highest'
}

function moneyDoubt({ k, bid }: RoundBody, { n, face, commission }: HeldRounds): Doubt | null {
  return grossOf(k, n, face, bid) < commissionOf(commission, face) ? 'payout-below-zero' : null
}
