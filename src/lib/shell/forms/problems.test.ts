import { expect, test } from 'vitest'
import { words } from '#lib/i18n/words.ts'
import { isDay, refusedAt, wordsProblem } from './problems.ts'

const t = words

test('words: what cannot be seen is missing, what is too long says by how much', () => {
  for (const text of ['', ' \t', '\u200B\uFEFF', '\u0000'])
    expect(wordsProblem(text, 5, 'Thiếu', t)).toBe('Thiếu')
  expect(wordsProblem('  abcde ', 5, 'Thiếu', t)).toBe('')
  expect(wordsProblem('ộ'.repeat(5).normalize('NFD'), 5, 'Thiếu', t)).toBe('')
  expect(wordsProblem('abcdefg', 5, 'Thiếu', t)).toBe(t.note.over(2, 5))
  expect(wordsProblem('Ba \uD83D', 5, 'Thiếu', t)).toBe(t.unsaved['not-well-formed'])
})

test('a refusal stands at the place that it names, and at no other', () => {
  const refusal = { code: 'not-well-formed', at: 'body.text' } as const
  expect(refusedAt(refusal, 'body.text', t)).toBe(t.unsaved['not-well-formed'])
  expect(refusedAt(refusal, 'body.place', t)).toBe('')
  expect(refusedAt({ code: 'storage-full' }, 'body.text', t)).toBe('')
  expect(refusedAt(null, 'body.text', t)).toBe('')
})

test.each([
  ['2026-11-24', true],
  ['12026-11-24', false],
  ['2026-11', false],
  ['0026-11-24', false],
  ['2200-01-01', false],
  ['', false]
])('%o as a day', (text, is) => expect(isDay(text)).toBe(is))
