import * as v from 'valibot'
import { fact } from '../fact.ts'
import { commander } from '../roles.ts'
import { isoTime } from '../shapes.ts'

/**
 * Records that a commander has read the unit's book as their phone had it at `until` (ISO 8601, UTC). The id of its stream
 * is the commune's day.
 */
export const BookSeen = fact(
  'incidents.book-seen',
  { stream: 'briefing', writers: commander },
  v.strictObject({ until: isoTime })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const briefingFactTypes = [BookSeen] as const
