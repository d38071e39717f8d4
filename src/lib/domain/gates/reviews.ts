import type { Envelope } from '../fact.ts'
import type { CommandRecord } from './command-record.ts'
import { gateLog } from './log.ts'

/**
 * Tells whether it is an emergency opening that the commander has yet to review. A refused one opened nothing; an
 * exercise does not count.
 */
export function needsReview({ told, outcome, review }: CommandRecord): boolean {
  return told.override !== undefined && !told.drill && outcome !== 'refused' && review === null
}

/** Returns the emergency openings of one gate that wait for review, oldest first, by its facts in any order. */
export function toReview<F extends Envelope>(facts: readonly F[]): CommandRecord<F>[] {
  return gateLog(facts).flatMap((entry) =>
    entry.kind === 'command' && needsReview(entry.course) ? [entry.course] : []
  )
}
