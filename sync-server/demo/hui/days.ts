import { daysLater, roundDay } from '#lib/domain/hui/calendar.ts'
import type { LunarDay, Period } from '#lib/domain/hui/facts/periods.ts'
import { lunarOf, lunarRoundDay, solarOf } from '#lib/domain/hui/lunar.ts'

/** Day of a round; `lunar` if the line follows the lunar calendar. */
export interface RoundDay {
  on: string
  lunar?: LunarDay
}

/** Returns the days of `rounds` rounds, the last of them at least `ago` days before `today`. */
export function solarRounds(today: string, period: Period, rounds: number, ago: number): RoundDay[] {
  let startsOn = daysLater(today, -ago)
  while (roundDay(startsOn, period, rounds) > daysLater(today, -ago)) startsOn = daysLater(startsOn, -1)
  return Array.from({ length: rounds }, (_, i) => ({ on: roundDay(startsOn, period, i + 1) }))
}

/** Returns the days of `rounds` rounds on that `day` of lunar months, ending with the latest such series before `today`. */
export const lunarRounds = (today: string, day: number, rounds: number, period: Period = 'month') =>
  latestCourse(today, day, period, (course) => course.length === rounds)

/** Returns six or more rounds, each on the 30th of a lunar month; one falls on the 29th because its month has no 30th. */
export const lunarMonthEnds = (today: string): RoundDay[] =>
  latestCourse(
    today,
    30,
    'month',
    (course) => course.length >= 6 && course.some(({ lunar }) => lunar!.day === 29)
  )

/** Searches backwards for the latest first day from which the rounds before `today` fit. */
function latestCourse(
  today: string,
  day: number,
  period: Period,
  fits: (course: RoundDay[]) => boolean
): RoundDay[] {
  for (let startsOn = daysLater(today, -1); ; startsOn = daysLater(startsOn, -1)) {
    const first = lunarOf(startsOn)!
    const course = first.day === day ? courseFrom(first, period, today) : []
    if (fits(course)) return course
  }
}

function courseFrom(first: LunarDay, period: Period, today: string): RoundDay[] {
  const course: RoundDay[] = []
  for (let k = 1; ; k++) {
    const lunar = lunarRoundDay(first, period, k)!
    const on = solarOf(lunar)!
    if (on >= today) return course
    course.push({ on, lunar })
  }
}
