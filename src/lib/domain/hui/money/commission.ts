import type { Commission } from '../facts/agreement.ts'
import type { HeldPart, Terms } from '../state.ts'

/** Returns the agreed commission on one payout, đồng, of a face in đồng; a fraction is dropped: never more than agreed. */
export function commissionOf(agreed: Commission, face: number): number {
  if (agreed.kind === 'none') return 0
  if (agreed.kind === 'fixed') return agreed.amount
  if (agreed.kind === 'half') return Math.floor(face / 2)
  if (agreed.kind === 'part') return face
  return Math.floor((face * agreed.basisPoints) / 10_000)
}

/**
 * Returns what the host may keep of the pot of round `k`, đồng. None is owed in the head round, and none where only the
 * host takes and the agreement exempts that; in all other rounds it is owed, the last one too.
 */
export function commissionIn(
  { commission, face, head, host, hostPays }: Terms,
  k: number,
  { holders }: Pick<HeldPart, 'holders'>
): number {
  if (head && k === 1) return 0
  if (!hostPays && holders.every(({ person }) => person === host)) return 0
  return commissionOf(commission, face)
}
