import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { police } from '../../roles.ts'
import { day, freeText } from '../../shapes.ts'
import { huiLimits } from './amounts.ts'
import { told } from './told.ts'

/** The indicators of early warning, in the order of the table. */
export const indicatorIds = [
  'R1',
  'R2',
  'R3',
  'R4',
  'R5',
  'R6',
  'R7',
  'R8',
  'R9',
  'R10',
  'R11',
  'R12',
  'R13',
  'R14',
  'R15',
  'R16',
  'R17',
  'R18',
  'R19',
  'R20',
  'R21',
  'R22'
] as const
export type IndicatorId = (typeof indicatorIds)[number]

/** The outcomes of a look at a sign: nothing there, explained, still watched, or passed on to whoever decides. */
export const reviewOutcomes = ['checked-fine', 'explained', 'followed', 'passed-on'] as const
export type ReviewOutcome = (typeof reviewOutcomes)[number]

/** The levels that ask for a look. */
export const reviewedLevels = ['amber', 'red'] as const

const ofPerson = { stream: 'person', writers: police } as const

/** Records that somebody looked at a sign of this host, at the level that it had then. */
export const FlagReviewed = fact(
  'hui.flag-reviewed',
  ofPerson,
  v.strictObject({
    ...told,
    indicator: v.picklist(indicatorIds),
    level: v.picklist(reviewedLevels),
    outcome: v.picklist(reviewOutcomes),
    note: v.optional(freeText(huiLimits.reason))
  })
)

/** Records that its author opened the signs of this host, or what a member of hers owes, on that day: once a day and account. */
export const ScoreViewed = fact('hui.score-viewed', ofPerson, v.strictObject({ on: day }))
