import type { Period } from '../facts/periods.ts'

/** An exact fraction of whole numbers. */
export interface Fraction {
  over: number
  under: number
}

/**
 * Tells how many years one period lasts, exactly. Months count as twelfths, days as parts of 365 (Điều 146 BLDS has 30 and
 * 15 days for a month and half of one; that reading would change the caps by one part in 73). Hụi mùa counts as a third.
 */
export const periodYears: Readonly<Record<Period, Fraction>> = {
  day: { over: 1, under: 365 },
  week: { over: 7, under: 365 },
  'ten-days': { over: 10, under: 365 },
  'half-month': { over: 1, under: 24 },
  month: { over: 1, under: 12 },
  quarter: { over: 1, under: 4 },
  'four-months': { over: 1, under: 3 },
  season: { over: 1, under: 3 }
}
