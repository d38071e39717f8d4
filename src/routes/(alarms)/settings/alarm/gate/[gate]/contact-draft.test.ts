import { expect, test } from 'vitest'
import { maxPreparedName } from '#lib/app/alarms/alarm-setup.ts'
import { callWords as calls } from '#lib/i18n/settings/contacts.ts'
import { words as t } from '#lib/i18n/words.ts'
import { contactProblems } from './contact-draft.ts'

const words = { t, calls }
const none = { household: '', phone: '' }

test('a contact may lack the household, the number, or both', () => {
  expect(contactProblems({ household: 'Hai Muội', phone: '' }, true, words)).toEqual(none)
  expect(contactProblems({ household: '', phone: '0900 000.011' }, true, words)).toEqual(none)
  expect(contactProblems({ household: '', phone: ' ' }, true, words)).toEqual(none)
})

test('a number that nobody can call is told once asked', () => {
  const draft = { household: 'Hai Muội', phone: '0900 x' }
  expect(contactProblems(draft, false, words)).toEqual(none)
  expect(contactProblems(draft, true, words)).toEqual({ household: '', phone: calls.wrong })
})

test('a name that is too long is told at once', () => {
  const draft = { household: 'a'.repeat(maxPreparedName + 1), phone: '' }
  expect(contactProblems(draft, false, words).household).toBe(t.note.over(1, maxPreparedName))
})
