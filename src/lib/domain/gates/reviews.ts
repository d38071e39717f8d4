import type { Envelope } from '../fact.ts'
import type { CommandRecord } from './command-record.ts'
import { gateLog } from './log.ts'

/** Is it an emergency opening that the commander has yet to look at? One that was refused opened nothing; an exercise is none. */
export function needsReview({ told, outcome, review }: CommandRecord): boolean {
  return told.override !== undefined && !told.drill && outcome !== 'refused' && review === null
}

/** The emergency openings of one gate that wait to be looked at, oldest first, by its facts in whatever order they came. */
export function toReview<F extends Envelope>(facts: readonly F[]): CommandRecord<F>[] {
  return gateLog(facts).flatMap((entry) =>
    entry.kind === 'command' && needsReview(entry.course) ? [entry.course] : []
  )
}
