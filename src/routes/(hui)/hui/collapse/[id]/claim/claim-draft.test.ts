import { expect, test } from 'vitest'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import { claimOf, claimProblems, emptyClaim, readNumber, type ClaimDraft } from './claim-draft.ts'

const t = huiWords
const { collapse, money } = t.hui
const claims = (...numbers: number[]) => ({ claims: numbers.map((number) => ({ number })) as never })
const empty = emptyClaim(claims())

test('a claim begins with the next number and one part', () => {
  expect(empty).toMatchObject({ number: '1', parts: '1' })
  expect(emptyClaim(claims(1, 7, 3)).number).toBe('8')
  expect(emptyClaim(claims(9999)).number).toBe('9999')
})

test.each([
  ['1', 1],
  [' 12 ', 12],
  ['9999', 9999],
  ['0', null],
  ['10000', null],
  ['-1', null],
  ['1.5', null],
  ['một', null],
  ['', null]
])('the number that %o says', (text, number) => expect(readNumber(text)).toBe(number))

test('what is missing is told when asked, what is wrong at once', () => {
  const none = { number: '', claimant: '', parts: '', amount: '', paper: '' }
  expect(claimProblems(empty, false, t)).toEqual(none)
  expect(claimProblems(empty, true, t)).toEqual({
    ...none,
    claimant: collapse.claimantMissing,
    amount: money.missing,
    paper: collapse.paperMissing
  })
  const wrong = { ...empty, number: '0', parts: 'hai', amount: 'ba triệu' }
  const told = collapse.numberWrong(9999)
  expect(claimProblems(wrong, false, t)).toEqual({
    ...none,
    number: told,
    parts: told,
    amount: money.notDigits
  })
})

test('a whole form is a claim', () => {
  const draft: ClaimDraft = {
    ...empty,
    number: '12',
    claimant: { name: 'Lý Thị Sà Mol' },
    parts: '2',
    amount: '30.000.000',
    paper: 'no'
  }
  expect(claimOf(draft)).toEqual({
    number: 12,
    claimant: { name: 'Lý Thị Sà Mol' },
    parts: 2,
    amount: 30_000_000,
    paper: false
  })
})

test('a name that was typed and not tapped is the claimant, unless somebody was picked', () => {
  const named = { ...empty, query: ' Lý Thị Sà Mol ', amount: '30.000.000', paper: 'no' as const }
  expect(claimProblems(named, true, t).claimant).toBe('')
  expect(claimOf(named).claimant).toEqual({ name: 'Lý Thị Sà Mol' })
  expect(claimOf({ ...named, claimant: { person: 'p-1' } }).claimant).toEqual({ person: 'p-1' })
})

test('what cannot be seen is no name, and one too long is told', () => {
  expect(claimProblems({ ...empty, query: ' \u200B' }, true, t).claimant).toBe(collapse.claimantMissing)
  expect(claimProblems({ ...empty, query: 'x'.repeat(81) }, false, t).claimant).toBe(t.note.over(1, 80))
})
