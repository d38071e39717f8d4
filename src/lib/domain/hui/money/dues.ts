import { split } from './split.ts'
import type { HeldPart, Terms } from '../state.ts'

/** Tells whether a person holds a part, or some of it. */
export const isHeldBy = ({ holders }: Pick<HeldPart, 'holders'>, holder: string): boolean =>
  holders.some(({ person }) => person === holder)

/**
 * Returns what a part owes in round `k`, đồng: the part that takes nothing, an alive one the face less the bid, one that
 * has taken the face. In the premium model an alive one owes the face, one that has taken its own bid beside it.
 */
export function dueOf(
  { model, face }: Pick<Terms, 'model' | 'face'>,
  part: HeldPart,
  k: number,
  bid: number
): number {
  if (part.takenAt === k) return 0
  const isDead = part.takenAt !== null && part.takenAt < k
  if (model === 'premium') return isDead ? face + part.bid : face
  return isDead ? face : face - bid
}

/** Returns the same for each of its holders, in their order. */
export function duesOf(terms: Pick<Terms, 'model' | 'face'>, part: HeldPart, k: number, bid: number) {
  const shares = split(
    dueOf(terms, part, k, bid),
    part.holders.map(({ units }) => units)
  )
  return part.holders.map(({ person, units }, i) => ({
    part: part.no,
    holder: person,
    units,
    due: shares[i]!
  }))
}
