import { LunarDate, SolarDate } from '@nghiavuive/lunar_date_vi'
import { daysFrom, daysLater, daysOf, halfMonths, monthsOf } from './calendar.ts'
import type { LunarDay, Period } from './facts/periods.ts'

// Screens load this file only when a lunar day is asked for: the calendar's tables are no part of the first screen.

/** Returns the lunar day (âm lịch, Vietnam's) of an ISO day from Tết 1900 to the end of 2199; null outside. */
export function lunarOf(day: string): LunarDay | null {
  const lunar = toLunar(day)
  return lunar && lunar.year >= 1900 && toSolar(lunar) === day ? lunar : null
}

/**
 * Returns the ISO day of a lunar one; null for a day that does not exist: a 30th of a short month, a leap month of
 * another year.
 */
export function solarOf({ day, month, year, leap }: LunarDay): string | null {
  const of = monthsIn(year).find((one) => one.month === month && one.leap === leap)
  return of && day >= 1 && day <= of.days ? daysLater(of.start, day - 1) : null
}

/**
 * Returns the day of round `k` of a line whose first was agreed for the lunar day `first`; null outside the calendar.
 * Each lunar month has its round, a leap one too. In a month without a 30th, the round is on its last day, the 29th. It is
 * found by counting years: whoever writes a line from 1900 makes nobody's phone walk through the months since.
 */
export function lunarRoundDay(first: LunarDay, period: Period, k: number): LunarDay | null {
  const start = solarOf(first)
  if (!start) return null
  const days = daysOf[period]
  if (days) return lunarIn(daysLater(start, days * (k - 1)))
  if (period !== 'half-month') return inMonth(first, monthsOf[period]! * (k - 1), first.day)
  const halves = halfMonths(first.day, k)
  return inMonth(first, halves.months, halves.day)
}

/** Returns that day, or else the last one, of the month so many months later. */
function inMonth(from: LunarDay, months: number, day: number): LunarDay | null {
  let { year } = from
  let index =
    monthsIn(year).findIndex(({ month, leap }) => month === from.month && leap === from.leap) + months
  for (let count = countIn(year); index >= count; count = countIn(year)) {
    if (count === 0) return null
    index -= count
    year += 1
  }
  const { month, leap } = monthsIn(year)[index]!
  const wished = { day, month, year, leap }
  return solarOf(wished) ? wished : day === 30 ? { ...wished, day: 29 } : null
}

/** Returns what `lunarOf` does, of a day that is known to be one. */
function lunarIn(day: string): LunarDay | null {
  const sun = Number(day.slice(0, 4))
  for (const year of [sun, sun - 1]) {
    const of = year < 1900 ? undefined : monthsIn(year).findLast(({ start }) => start <= day)
    if (!of) continue
    const { month, leap, start, days } = of
    const no = daysFrom(start, day) + 1
    return no <= days ? { day: no, month, year, leap } : null
  }
  return null
}

/** A lunar month: its first day, ISO, and how many days of it the calendar has. */
interface Month {
  month: number
  leap: boolean
  start: string
  days: number
}

/** The last day of the calendar. */
const lastDay = '2199-12-31'
// Each year is read when it is first asked for: a phone needs a few of three hundred.
const counts = new Map<number, number>()
const years = new Map<number, readonly Month[]>()

/** Returns how many months a lunar year has. It reads two days of the calendar, where the months themselves take a dozen. */
function countIn(year: number): number {
  const known = counts.get(year)
  if (known !== undefined) return known
  const [from, until] = [tetOf(year), tetOf(year + 1)]
  const count = from && until ? (daysFrom(from, until) > 365 ? 13 : 12) : monthsIn(year).length
  counts.set(year, count)
  return count
}

/** Returns the months of a lunar year, in order; none outside the calendar. */
function monthsIn(year: number): readonly Month[] {
  const known = years.get(year)
  if (known) return known
  const months: Month[] = []
  let start = tetOf(year)
  let first = start && toLunar(start)
  while (start && first && first.year === year) {
    // The thirty-first day is the first of the next month, or its second where this one is short.
    const next = toLunar(daysLater(start, 30))
    const days = next ? 31 - next.day : daysFrom(start, lastDay) + 1
    months.push({ month: first.month, leap: first.leap, start, days })
    start = daysLater(start, days)
    first = next
  }
  years.set(year, months)
  return months
}

const tetOf = (year: number) => toSolar({ day: 1, month: 1, year, leap: false })

// The calendar throws on days outside its tables.
const orNull = <T>(convert: () => T): T | null => {
  try {
    return convert()
  } catch {
    return null
  }
}

function toLunar(iso: string): LunarDay | null {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number]
  return orNull(() => {
    const lunar = LunarDate.fromSolarDate(new SolarDate({ year, month, day })).get()
    return { day: lunar.day, month: lunar.month, year: lunar.year, leap: lunar.leap_month }
  })
}

function toSolar({ leap, ...lunar }: LunarDay): string | null {
  return orNull(() => {
    const date = new LunarDate({ ...lunar, leap_month: leap })
    date.init()
    const { day, month, year } = date.toSolarDate().get()
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  })
}
