import { expect, test } from 'vitest'
import { words as t } from '#lib/i18n/words.ts'
import { reasonProblems } from './reason-draft.ts'

const told = (reason: string, asked = true) =>
  reasonProblems({ reason }, asked, { max: 5, missing: 'Thiếu' }, t).reason

test('a reason may be saved, and one is asked for only once somebody has tried to save', () => {
  expect([told('Hư'), told(' ', false), told(' ')]).toEqual(['', '', 'Thiếu'])
})

test('a reason that is too long is told at once', () => {
  expect(told('abcdefg', false)).toBe(t.note.over(2, 5))
})
