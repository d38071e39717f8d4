import { isWrongNumber, type ContactsForm } from '#lib/app/settings/contacts.ts'
import type { callWords } from '#lib/i18n/settings/contacts.ts'

/** Returns what is wrong with each number; one that is being typed is wrong only once asked. */
export function numbersProblems(
  { police, committee }: ContactsForm,
  asked: boolean,
  calls: typeof callWords
) {
  const problemOf = (text: string) => (asked && isWrongNumber(text) ? calls.wrong : '')
  return { police: problemOf(police), committee: problemOf(committee) }
}
