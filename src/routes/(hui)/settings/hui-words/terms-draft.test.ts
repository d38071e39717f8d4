import { expect, test } from 'vitest'
import { termLimit } from '#lib/app/hui/hui-terms.ts'
import { words as t } from '#lib/i18n/words.ts'
import { termsDraft, termsProblems } from './terms-draft.ts'

const usual = termsDraft({})

test('the form begins with the terms that stand, the usual ones empty', () => {
  expect(new Set(Object.values(usual))).toEqual(new Set(['']))
  expect(termsDraft({ part: 'chân' })).toEqual({ ...usual, part: 'chân' })
})

test('a term may be empty, but neither too long nor cut inside a character', () => {
  expect(termsProblems({ ...usual, part: 'chân' }, t)).toEqual(usual)
  expect(termsProblems({ ...usual, part: 'a'.repeat(termLimit + 2), bid: 'Ba \uD83D' }, t)).toEqual({
    ...usual,
    part: t.note.over(2, termLimit),
    bid: t.unsaved['not-well-formed']
  })
})
