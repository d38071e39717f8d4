import { expect, test } from 'vitest'
import { alarmLimits } from '#lib/app/alarms/alarm-page.svelte.ts'
import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { words as t } from '#lib/i18n/words.ts'
import { descriptionProblems, noDescription } from './description-draft.ts'

const words = { a, t }
const none = { text: '', nothing: '' }

test('any one part makes a description', () => {
  for (const part of [
    { vehicle: 'car' },
    { clothes: 'red' },
    { towards: 'cong-1b' },
    { text: 'Hai người' }
  ] as const)
    expect(descriptionProblems({ ...noDescription, ...part }, true, words)).toEqual(none)
})

test('a description of nothing is told once asked', () => {
  expect(descriptionProblems(noDescription, false, words)).toEqual(none)
  expect(descriptionProblems({ ...noDescription, text: ' ' }, true, words).nothing).toBe(a.nothingSaid)
})

test('words that are too long are told at once', () => {
  const long = { ...noDescription, text: 'a'.repeat(alarmLimits.text + 1) }
  expect(descriptionProblems(long, false, words)).toEqual({
    text: t.note.over(1, alarmLimits.text),
    nothing: ''
  })
})
