import type { Commission } from './facts.ts'

/**
 * Returns the host's commission on one payout, đồng, of a face `P` in đồng; a fraction is dropped, so it is never more
 * than agreed. It is owed in each round: in the last one too, and when the host takes.
 */
export function commissionOf(agreed: Commission, face: number): number {
  if (agreed.kind === 'fixed') return agreed.amount
  if (agreed.kind === 'half') return Math.floor(face / 2)
  // In two steps: face × basis points at once may exceed the integers that a number holds exactly.
  const whole = Math.floor(face / 10_000)
  return whole * agreed.basisPoints + Math.floor(((face % 10_000) * agreed.basisPoints) / 10_000)
}
