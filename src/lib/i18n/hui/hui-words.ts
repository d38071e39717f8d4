import type { LunarDay } from '#lib/domain/hui/facts/periods.ts'
import { text } from '../text.ts'
import { huiVietnamese, type HuiWords } from './unit-terms.svelte.ts'

export type { HuiWords }

/** Words of the hụi screens in this unit's own terms; bundled with those screens, since the first screen needs none. */
export const huiWords = text('hui', huiVietnamese)

/** Formats an ISO day for rows: `18/11/2026`, or with its lunar day `18/11/2026 (10/10 âl)`. */
export function rowDay(day: string, lunar: LunarDay | null, words: HuiWords): string {
  const solar = day.split('-').reverse().join('/')
  return lunar ? `${solar} (${words.hui.lunar.short(`${lunar.day}/${lunar.month}`)})` : solar
}

/**
 * Formats a day for headings: `mùng 10 tháng Mười (18/11/2026)`, or the solar day alone when no lunar one was agreed.
 */
export function headingDay(day: string, lunar: LunarDay | null, words: HuiWords): string {
  if (!lunar) return rowDay(day, null, words)
  const { months, leap, day: named } = words.hui.lunar
  const month = months[lunar.month - 1]!
  return `${named(lunar.day, lunar.leap ? leap(month) : month)} (${rowDay(day, null, words)})`
}
