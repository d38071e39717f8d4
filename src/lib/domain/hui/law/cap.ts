import type { Period } from '../facts/periods.ts'
import { periodYears } from './period-years.ts'

/** Tells what a bid is held against: round `k` of `n`, the face in đồng, and the line's period. */
export interface CapTerms {
  k: number
  n: number
  face: number
  period: Period
}

/**
 * The highest bid in a round, đồng, by two readings of Điều 21 NĐ 19/2019 (20 % a year of what is still to be contributed,
 * over the time that remains): `literal` takes for contributed the rounds before this one, `strict` this one too. No
 * judgment that was found shows the arithmetic, so both stand beside a bid, for reference.
 */
export interface Caps {
  strict: number
  literal: number
}

/** Returns both caps, rounded down to the đồng. Exact for every face and number of parts that a line may have. */
export function capsOf({ k, n, face, period }: CapTerms): Caps {
  const { over, under } = periodYears[period]
  // ⌊rounds × face × years × 20 %⌋; below 200 × 10¹⁰ × 10, so each step is an exact integer.
  const cap = (rounds: number) => quotient(rounds * face * over, under * 5)
  return { strict: cap(n - k), literal: cap(n - k + 1) }
}

/** Returns what a winner gives up above a cap over the rounds that remain, đồng; 0: nothing. */
export const excessOver = (cap: number, bid: number, { k, n }: Pick<CapTerms, 'k' | 'n'>): number =>
  Math.max(0, bid - cap) * (n - k)

/**
 * Tells whether a bid is five times the strict cap or more (Điều 201 BLHS): 100 % a year of what is still to be contributed.
 * It asks for a review and accuses nobody: the interest goes to the members who have not taken, not to the host.
 */
export function isFivefold(bid: number, { k, n, face, period }: CapTerms): boolean {
  const { over, under } = periodYears[period]
  return k < n && bid * under >= (n - k) * face * over
}

/** Divides whole numbers, rounded down; a quotient that was rounded to the nearest double may lie above it. */
const quotient = (over: number, under: number): number => (over - (over % under)) / under
