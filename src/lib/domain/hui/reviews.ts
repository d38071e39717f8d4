import type { FactOf } from '../facts.ts'
import type { Envelope } from '../fact.ts'
import { inOrder, whenOf } from '../order.ts'
import type { StoredFact } from '../stored.ts'
import { byLevel, type IndicatorId, type WarningLevel } from './warning/indicator.ts'

type PersonFact = Envelope & Partial<Pick<StoredFact, 'sync'>>

/** One look at a sign: its fact's id, its author, when it was written (ISO), and what the fact says. */
export type Review = { id: string; by: string; at: string } & FactOf<'hui.flag-reviewed'>['body']

/**
 * Folds the looks at a host's signs: the last one of each sign, the latest last, by the order of folds; a later one
 * replaces an earlier one whole. What the server refused does not count, nor does a look of a time to come.
 * @param facts of the host's stream, in any order @param asOf Unix ms
 */
export function reviewsOf(facts: readonly PersonFact[], asOf = Infinity): ReadonlyMap<IndicatorId, Review> {
  const unique = [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  const when = whenOf(unique)
  const counted = unique.filter(
    (fact) =>
      fact.type === 'hui.flag-reviewed' && fact.sync !== 'refused' && Date.parse(when.get(fact)!) <= asOf
  )
  const reviews = new Map<IndicatorId, Review>()
  for (const fact of inOrder(counted)) {
    const { id, by, body } = fact as unknown as FactOf<'hui.flag-reviewed'>
    // The last one comes to the end.
    reviews.delete(body.indicator)
    reviews.set(body.indicator, { id, by, at: when.get(fact)!, ...body })
  }
  return reviews
}

/** A look as far as it saw something; its level may be below amber. */
export type SeenReview = Pick<Review, 'outcome'> & { level: WarningLevel }

/**
 * Returns a look with the level that the sign had when it was written, at most what it says: nobody looks at a sign that is
 * not there yet, so a look that was written in advance covers nothing.
 * @param then the level of the sign at that time
 */
export const seenBy = ({ level, outcome }: Review, then: WarningLevel): SeenReview => ({
  outcome,
  level: byLevel(level, then) <= 0 ? then : level
})

/** Tells whether a look covers a sign: at the level that it saw or below; a rise to red asks anew. */
export const coversLevel = (review: Pick<SeenReview, 'level'> | undefined, level: WarningLevel): boolean =>
  review !== undefined && byLevel(review.level, level) <= 0

/** Tells whether a look found that the sign says nothing: it then counts for no further step. */
export const isSettled = (review: SeenReview | undefined, level: WarningLevel): boolean =>
  coversLevel(review, level) && (review!.outcome === 'checked-fine' || review!.outcome === 'explained')

/** Tells whether an account's opening of the signs on an ISO day is recorded. */
export const isViewed = (facts: readonly PersonFact[], account: string, day: string): boolean =>
  facts.some(
    ({ type, by, body, sync }) =>
      type === 'hui.score-viewed' && by === account && body['on'] === day && sync !== 'refused'
  )
