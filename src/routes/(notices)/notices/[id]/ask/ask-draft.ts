import type { RegisterText } from '#lib/i18n/notices/register-vi.ts'
import { isDay } from '#lib/shell/forms/problems.ts'

/** Returns what is wrong with the commune's day; none is needed, and one that has passed asks for nothing. */
export function askProblems({ by }: { by: string }, today: string, { ask, form }: RegisterText) {
  if (by === '') return { by: '' }
  return { by: !isDay(by) ? form.day : by < today ? ask.passed : '' }
}
