import type { LunarDay } from '#lib/domain/hui/facts.ts'
import { text } from '../text.ts'
import { huiVietnamese, type HuiWords } from './unit-terms.svelte.ts'

export type { HuiWords }

/** What the screens of the hụi book say, in this unit's own terms; it is loaded with them, for the first screen needs none of it. */
export const huiWords = text('hui', huiVietnamese)

/** `18/11/2026` of an ISO day, in rows with its lunar day: `18/11/2026 (10/10 âl)`. */
export function rowDay(day: string, lunar: LunarDay | null, words: HuiWords): string {
  const solar = day.split('-').reverse().join('/')
  return lunar ? `${solar} (${words.hui.lunar.short(`${lunar.day}/${lunar.month}`)})` : solar
}

/** `mùng 10 tháng Mười (18/11/2026)` for headings; the solar day alone where no lunar one was agreed. */
export function headingDay(day: string, lunar: LunarDay | null, words: HuiWords): string {
  if (!lunar) return rowDay(day, null, words)
  const { months, leap, day: named } = words.hui.lunar
  const month = months[lunar.month - 1]!
  return `${named(lunar.day, lunar.leap ? leap(month) : month)} (${rowDay(day, null, words)})`
}
