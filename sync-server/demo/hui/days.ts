import { daysLater, roundDay } from '#lib/domain/hui/calendar.ts'
import type { LunarDay, Period } from '#lib/domain/hui/facts.ts'
import { lunarOf, lunarRoundDay, solarOf } from '#lib/domain/hui/lunar.ts'

/** When a round is held; `lunar` where the line keeps to the lunar calendar. */
export interface RoundDay {
  on: string
  lunar?: LunarDay
}

/** The days of `rounds` rounds of which the last was held at least `ago` days before `today`. */
export function solarRounds(today: string, period: Period, rounds: number, ago: number): RoundDay[] {
  let startsOn = daysLater(today, -ago)
  while (roundDay(startsOn, period, rounds) > daysLater(today, -ago)) startsOn = daysLater(startsOn, -1)
  return Array.from({ length: rounds }, (_, i) => ({ on: roundDay(startsOn, period, i + 1) }))
}

/** As many rounds on that `day` of lunar months, the last of them the latest before `today`. */
export const lunarRounds = (today: string, day: number, rounds: number, period: Period = 'month') =>
  latestCourse(today, day, period, (course) => course.length === rounds)

/** Six rounds or some more, each on the 30th of a lunar month; one fell on the 29th for want of a 30th. */
export const lunarMonthEnds = (today: string): RoundDay[] =>
  latestCourse(
    today,
    30,
    'month',
    (course) => course.length >= 6 && course.some(({ lunar }) => lunar!.day === 29)
  )

/** Goes back day by day until a line that began then would have had such a course before `today`. */
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
