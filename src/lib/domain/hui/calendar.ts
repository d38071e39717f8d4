import type { Period } from './facts/periods.ts'

/** Periods of a fixed number of days; all others go by months. */
export const daysOf: Partial<Record<Period, number>> = { day: 1, week: 7, 'ten-days': 10 }

/** Periods of whole months. Hụi mùa opens three times a year; its true days are the harvest's, so this is a guess. */
export const monthsOf: Partial<Record<Period, number>> = {
  month: 1,
  quarter: 3,
  'four-months': 4,
  season: 4
}

const dayMs = 86_400_000

/** Returns the day that many days later. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** Returns how many days it is from one day to another; below 0 where that is earlier. */
export const daysFrom = (from: string, until: string): number =>
  (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs

/**
 * Returns the day of round `k` of a line whose first round was on `startsOn`, by the Gregorian calendar. It is counted
 * from the first day, so that a short month moves its own round only: 31 January, 28 February, 31 March. Half-monthly
 * lines have two days a month, fifteen apart: the 1st and 16th, the 10th and 25th, the 15th and 30th.
 */
export function roundDay(startsOn: string, period: Period, k: number): string {
  const days = daysOf[period]
  if (days) return daysLater(startsOn, days * (k - 1))
  const [year, month, day] = startsOn.split('-').map(Number) as [number, number, number]
  if (period !== 'half-month') return clamped(year, month + monthsOf[period]! * (k - 1), day)
  const halves = halfMonths(day, k)
  return clamped(year, month + halves.months, halves.day)
}

/** Returns the place of a half-monthly round: months after the first, and the day agreed in that month. */
export function halfMonths(day: number, k: number): { months: number; day: number } {
  const half = k - 1 + (day > 15 ? 1 : 0)
  const first = day > 15 ? day - 15 : day
  return { months: Math.floor(half / 2), day: half % 2 === 0 ? first : first + 15 }
}

/** Returns that day of the month, or the month's last; `month` may run past 12. */
function clamped(year: number, month: number, day: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1, Math.min(day, last))).toISOString().slice(0, 10)
}
