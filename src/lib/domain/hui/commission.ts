import type { Commission } from './facts.ts'

/**
 * What the host takes from one payout, đồng, of a face `P` in đồng; a fraction is dropped, so never more than agreed.
 * Owed in each round: in the last one too, and when the host takes (`hui.md` §2.2, vectors A and C).
 */
export function commissionOf(agreed: Commission, face: number): number {
  if (agreed.kind === 'fixed') return agreed.amount
  if (agreed.kind === 'half') return Math.floor(face / 2)
  // In two steps: face × basis points alone may be more than a number holds exactly.
  const whole = Math.floor(face / 10_000)
  return whole * agreed.basisPoints + Math.floor(((face % 10_000) * agreed.basisPoints) / 10_000)
}
