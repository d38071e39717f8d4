import { expect, test } from 'vitest'
import { callWords as calls } from '#lib/i18n/settings/contacts.ts'
import { numbersProblems } from './numbers-draft.ts'

const none = { police: '', committee: '' }

test('numbers may be missing, and may have blanks, dots and dashes', () => {
  expect(numbersProblems({ police: '', committee: ' ' }, true, calls)).toEqual(none)
  expect(numbersProblems({ police: '0900 000.011', committee: '0900-000-012' }, true, calls)).toEqual(none)
})

test('a number that nobody can call is told at its field once asked', () => {
  const draft = { police: '0900 000 011', committee: 'số mới' }
  expect(numbersProblems(draft, false, calls)).toEqual(none)
  expect(numbersProblems(draft, true, calls)).toEqual({ police: '', committee: calls.wrong })
  expect(numbersProblems({ police: '12', committee: '' }, true, calls)).toEqual({
    ...none,
    police: calls.wrong
  })
})
