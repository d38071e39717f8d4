import type { Line, Round } from '../state.ts'
import { capsOf, excessOver, isFivefold, type Caps } from './cap.ts'
import { impliedRate, type ImpliedRate } from './rate.ts'

/** Tells what stands beside the bid of a round, for reference. */
export interface RoundLaw extends Caps {
  /** Tells what the winner gives up above the strict cap over the rounds that remain, đồng. */
  excess: number
  /** Null where nothing is received for later dues. */
  rate: ImpliedRate | null
  /** Asks for a review under Điều 201 BLHS, and accuses nobody. */
  asksReview: boolean
}

/** Returns what Điều 21 NĐ 19/2019 and Điều 201 BLHS say to a round's bid; null where there is none. */
export function roundLaw(
  { k, bid, commission }: Pick<Round, 'k' | 'bid' | 'commission'>,
  { terms }: Pick<Line, 'terms'>
): RoundLaw | null {
  const { n, face, period, model } = terms
  if (bid === 0 || k === n) return null
  const at = { k, n, face, period }
  const caps = capsOf(at)
  const base = model === 'premium' ? 'premium' : 'discount'
  return {
    ...caps,
    excess: excessOver(caps.strict, bid, at),
    rate: impliedRate(at, { bid, commission, base }),
    asksReview: isFivefold(bid, at)
  }
}
