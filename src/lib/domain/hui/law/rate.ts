import type { CapTerms } from './cap.ts'
import { periodYears } from './period-years.ts'

/** Tells what taking in a round costs, as a rate on the money received. */
export interface ImpliedRate {
  /** Of one period. */
  period: number
  /** Of a year, without interest on interest. */
  nominal: number
  /** Of a year, with it; null: beyond any number. */
  effective: number | null
}

/**
 * Returns the rate at which the later dues of the part that takes repay what it received for them: in the discount models
 * `(n−k)(P−b) − C` now against `P` in each later round, in the premium model `(n−k)P − C` against `P + b`. There is one such
 * rate; that of the whole line may have several in the middle.
 * @param commission đồng
 * @returns null where nothing is received: in the last round, or where the commission takes all
 */
export function impliedRate(
  { k, n, face, period }: CapTerms,
  { bid, commission, base }: { bid: number; commission: number; base: 'discount' | 'premium' }
): ImpliedRate | null {
  const rounds = n - k
  const received = rounds * (base === 'discount' ? face - bid : face) - commission
  const due = base === 'discount' ? face : face + bid
  if (received <= 0) return null
  const rate = rateOf(received, due, rounds)
  const { over, under } = periodYears[period]
  const effective = Math.expm1((Math.log1p(rate) * under) / over)
  return {
    period: rate,
    nominal: (rate * under) / over,
    effective: Number.isFinite(effective) ? effective : null
  }
}

/** Solves `received = due × (1 − (1+r)^−rounds) / r`, by halving: the right side falls as the rate grows, and lies below due/r. */
function rateOf(received: number, due: number, rounds: number): number {
  if (received >= rounds * due) return 0
  let [low, high] = [0, due / received]
  for (;;) {
    const rate = (low + high) / 2
    if (rate <= low || rate >= high) return rate
    const worth = (due * -Math.expm1(-rounds * Math.log1p(rate))) / rate
    if (worth > received) low = rate
    else high = rate
  }
}
