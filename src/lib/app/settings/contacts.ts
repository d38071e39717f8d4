import { isPhone } from '#lib/domain/shapes.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

/** The numbers as a form holds them; '' is none. */
export interface ContactsForm {
  police: string
  committee: string
}

/** Normalizes a phone number for recording: people put dots and dashes between its digits, and blanks of any kind. */
export const dialled = (text: string) => cleanText(text).replace(/[\s.-]+/g, ' ')

/** Tells whether something was typed that nobody can call. */
export function isWrongNumber(text: string): boolean {
  const number = dialled(text)
  return number !== '' && !isPhone(number)
}

/** Sets the unit's numbers for everybody; an empty one is removed. */
export function setContacts(notebook: Notebook, form: ContactsForm): Promise<Outcome> {
  const [police, committee] = [dialled(form.police), dialled(form.committee)]
  return notebook.record({
    unit: notebook.unit,
    book: 'directory',
    stream: `unit/${notebook.unit}`,
    type: 'directory.contacts-set',
    body: { ...(police && { police }), ...(committee && { committee }) }
  })
}
