import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { isDay } from '#lib/shell/forms/problems.ts'

/** Returns what is wrong with a typed day that must not lie after `today`, ISO; '' when it is fine. */
export function pastDayProblem(on: string, today: string, t: HuiWords): string {
  if (!isDay(on)) return t.hui.form.dayMissing
  return on > today ? t.hui.round.future : ''
}
