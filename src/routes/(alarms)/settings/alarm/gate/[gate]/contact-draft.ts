import { maxPreparedName, type ContactForm } from '#lib/app/alarms/alarm-setup.ts'
import { isWrongNumber } from '#lib/app/settings/contacts.ts'
import type { callWords } from '#lib/i18n/settings/contacts.ts'
import type { Words } from '#lib/i18n/words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** Returns what is wrong with each field of a gate's contact; a number that is being typed is wrong only once asked. */
export function contactProblems(
  { household, phone }: ContactForm,
  asked: boolean,
  { t, calls }: { t: Words; calls: typeof callWords }
) {
  return {
    household: wordsProblem(household, maxPreparedName, '', t),
    phone: asked && isWrongNumber(phone) ? calls.wrong : ''
  }
}
