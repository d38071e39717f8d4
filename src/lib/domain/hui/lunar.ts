import { LunarDate, SolarDate } from '@nghiavuive/lunar_date_vi'
import { daysLater, daysOf, halfMonths, monthsOf } from './calendar.ts'
import type { LunarDay, Period } from './facts.ts'

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
export function solarOf(lunar: LunarDay): string | null {
  const day = toSolar(lunar)
  const again = day === null ? null : toLunar(day)
  return again && same(again, lunar) ? day : null
}

/**
 * Returns the day of round `k` of a line whose first was agreed for the lunar day `first`; null outside the calendar.
 * Each lunar month has its round, a leap one too. In a month without a 30th, the round is on its last day, the 29th.
 */
export function lunarRoundDay(first: LunarDay, period: Period, k: number): LunarDay | null {
  const start = solarOf(first)
  if (!start) return null
  const days = daysOf[period]
  if (days) return lunarOf(daysLater(start, days * (k - 1)))
  if (period !== 'half-month') return inMonth(first, monthsOf[period]! * (k - 1), first.day)
  const halves = halfMonths(first.day, k)
  return inMonth(first, halves.months, halves.day)
}

/** Returns that day, or else the last one, of the month so many months later. */
function inMonth(from: LunarDay, months: number, day: number): LunarDay | null {
  let month: LunarDay | null = { ...from, day: 1 }
  for (let i = 0; i < months && month; i++) month = monthAfter(month)
  if (!month) return null
  const wished = { ...month, day }
  return solarOf(wished) ? wished : day === 30 ? { ...month, day: 29 } : null
}

function monthAfter(first: LunarDay): LunarDay | null {
  const last = solarOf({ ...first, day: 30 }) ?? solarOf({ ...first, day: 29 })
  return last === null ? null : lunarOf(daysLater(last, 1))
}

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

const same = (a: LunarDay, b: LunarDay) =>
  a.day === b.day && a.month === b.month && a.year === b.year && a.leap === b.leap
