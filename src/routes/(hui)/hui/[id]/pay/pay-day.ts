import { daysLater, type Round } from '#lib/app/hui/hui-line.svelte.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { isDay } from '#lib/shell/forms/problems.ts'
import { pastDayProblem } from '../../past-day.ts'

/** When money moved: on the day on which it was to, today, or on another day. */
type DayChoice = 'due' | 'today' | 'other'

/** The day of what is recorded, as it is asked for; `other` as typed, ISO. */
export interface PayDay {
  which: DayChoice
  other: string
}

/** The day on which money was to move, null where none is set, and the first on which it can have moved; ISO. */
export interface DaysAsked {
  due: string | null
  since: string
}

type Held = Pick<Round, 'on' | 'paid' | 'covered' | 'drawn'> & { terms: Pick<Round['terms'], 'collectDays'> }

/** Returns the days of money of a round: none of it moves before. */
export const daysOfRound = ({ on }: Pick<Round, 'on'>): DaysAsked => ({ due: on, since: on })

/** Returns the choices: the day that was set is one only once it is past, and the record can be of it. */
export function dayChoices({ due, since }: DaysAsked, today: string): DayChoice[] {
  return due !== null && since <= due && due < today ? ['due', 'today', 'other'] : ['today', 'other']
}

/**
 * Returns the day that the page of a round begins with: that of the round while nothing was recorded of its money, or members
 * still have time to pay; today for what comes late.
 */
export function firstDay({ on, terms, paid, covered, drawn }: Held, today: string): PayDay {
  const isFresh = paid + covered + drawn === 0 || today <= daysLater(on, terms.collectDays)
  return { which: on < today && isFresh ? 'due' : 'today', other: on }
}

/** Returns the day that is meant, ISO; '' while another day is asked for and none, or an impossible one, is typed. */
export function dayMeant({ which, other }: PayDay, days: DaysAsked, today: string): string {
  if (days.since >= today || !dayChoices(days, today).includes(which)) return today
  if (which !== 'other') return which === 'due' ? days.due! : today
  return isDay(other) && days.since <= other && other <= today ? other : ''
}

/** Returns what is wrong with another day: none, one to come, or one before the first. @param early says the last */
export function otherDayProblem(
  other: string,
  { since }: DaysAsked,
  { today, early }: { today: string; early: string },
  t: HuiWords
): string {
  return pastDayProblem(other, today, t) || (other < since ? early : '')
}
