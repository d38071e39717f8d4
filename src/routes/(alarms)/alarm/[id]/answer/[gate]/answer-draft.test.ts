import { expect, test } from 'vitest'
import { alarmLimits } from '#lib/app/alarms/alarm-page.svelte.ts'
import { words as t } from '#lib/i18n/words.ts'
import { answerProblems } from './answer-draft.ts'

test('an answer needs no words', () => {
  expect(answerProblems({ text: ' ' }, t)).toEqual({ text: '' })
  expect(answerProblems({ text: 'Đã cài chốt' }, t)).toEqual({ text: '' })
})

test('words that are too long or cut inside a character are told', () => {
  const long = { text: 'a'.repeat(alarmLimits.text + 2) }
  expect(answerProblems(long, t).text).toBe(t.note.over(2, alarmLimits.text))
  expect(answerProblems({ text: 'chốt \ud83d' }, t).text).toBe(t.unsaved['not-well-formed'])
})
