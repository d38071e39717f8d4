import { alarmLimits, type DescriptionForm } from '#lib/app/alarms/alarm-page.svelte.ts'
import { isVisible } from '#lib/app/notebook/clean-text.ts'
import type { AlarmWords } from '#lib/i18n/alarms/alarm-vi.ts'
import type { Words } from '#lib/i18n/words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

export const noDescription: DescriptionForm = { vehicle: '', clothes: '', towards: '', text: '' }

/** Returns what is wrong with the words of a description, and whether it says `nothing` at all. */
export function descriptionProblems(
  { vehicle, clothes, towards, text }: DescriptionForm,
  asked: boolean,
  { a, t }: { a: AlarmWords; t: Words }
) {
  const isEmpty = !vehicle && !clothes && !towards && !isVisible(text)
  return {
    text: wordsProblem(text, alarmLimits.text, '', t),
    nothing: asked && isEmpty ? a.nothingSaid : ''
  }
}
