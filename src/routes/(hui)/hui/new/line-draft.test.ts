import { expect, test } from 'vitest'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import { emptyLine, lineOf, lineProblems, readShare, type LineDraft } from './line-draft.ts'

const t = huiWords
const { form, money } = t.hui
const whole: LineDraft = {
  ...emptyLine('2026-11-24'),
  code: 'LT-01',
  host: 'hue',
  face: '2.000.000',
  parts: ['ha', 'rel']
}
/** Returns the problems shown after an attempt to save; fields without one are left out. */
const told = (draft: Partial<LineDraft>, taken = false) =>
  Object.fromEntries(
    Object.entries(lineProblems({ ...whole, ...draft }, true, taken, t)).filter(([, says]) => says)
  )

test('a whole form has nothing to say, an empty one tells each place once asked', () => {
  expect(told({})).toEqual({})
  const empty = emptyLine('2026-11-24')
  expect(Object.values(lineProblems(empty, false, false, t)).join('')).toBe('')
  expect(told(empty)).toEqual({
    code: form.codeMissing,
    host: form.hostMissing,
    face: form.faceMissing,
    parts: form.fewParts
  })
})

test('a name that was typed and not picked is told, not left out', () => {
  expect(told({ memberQuery: ' Mỹ Lệ ' })).toEqual({ parts: form.notAdded('Mỹ Lệ') })
  expect(told({ memberQuery: 'Mỹ Lệ', parts: [] })).toEqual({ parts: form.notAdded('Mỹ Lệ') })
  expect(told({ memberQuery: ' \u200B' })).toEqual({})
  expect(lineProblems({ ...whole, memberQuery: 'Mỹ' }, false, false, t).parts).toBe('')
})

test('a code that another line has, too few parts and too many', () => {
  expect(told({}, true)).toEqual({ code: form.codeTaken })
  expect(told({ parts: ['ha'] })).toEqual({ parts: form.fewParts })
  expect(told({ parts: Array.from({ length: 201 }, () => 'ha') })).toEqual({ parts: form.manyParts(200) })
})

test('a commission is asked for where it is one of that kind', () => {
  expect(told({ commission: 'fixed' })).toEqual({ amount: money.missing })
  expect(told({ commission: 'fixed', amount: 'nửa phần' })).toEqual({ amount: money.notDigits })
  expect(told({ commission: 'share' })).toEqual({ share: form.shareWrong })
  expect(told({ commission: 'half', amount: 'x', share: 'x' })).toEqual({})
  expect(lineOf({ ...whole, commission: 'share', share: '12,5' }, null).commission).toEqual({
    kind: 'share',
    basisPoints: 1250
  })
  expect(lineOf({ ...whole, commission: 'fixed', amount: '1.000.000' }, null).commission).toEqual({
    kind: 'fixed',
    amount: 1_000_000
  })
})

test.each([
  ['12,5', 1250],
  ['0.01 %', 1],
  ['100', 10_000],
  ['100,01', null],
  ['0', null],
  ['0,001', null],
  ['-5', null],
  ['١٢', null],
  ['', null]
])('the share that %o says', (text, points) => expect(readShare(text)).toBe(points))
