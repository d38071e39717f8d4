import type { Line } from '../state.ts'
import { duesOf } from './dues.ts'

/**
 * Returns the most that a person may still pay ahead, đồng: what their parts can come to owe in the rounds that are not held,
 * less what is paid ahead and not used. A part that lives takes once, and owes nothing then. 0 in a line that goes on no more.
 */
export function mostAhead(
  {
    terms,
    parts,
    rounds,
    credits,
    stopped
  }: Pick<Line, 'terms' | 'parts' | 'rounds' | 'credits' | 'stopped'>,
  person: string
): number {
  const ahead = stopped ? 0 : terms.n - rounds.length
  const bid = terms.model === 'fixed' ? terms.bids.fixed! : 0
  const most = parts.flatMap((part) => {
    const owing = Math.max(0, part.takenAt === null ? ahead - 1 : ahead)
    return duesOf(terms, part, rounds.length + 1, bid).map(({ holder, due }) =>
      holder === person ? due * owing : 0
    )
  })
  const paid = credits.find((credit) => credit.person === person)?.amount ?? 0
  return Math.max(0, most.reduce((sum, due) => sum + due, 0) - paid)
}
