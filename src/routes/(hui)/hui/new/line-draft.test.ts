import { expect, test } from 'vitest'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import { wholeParts } from '../../../../../tests/hui/test-line.ts'
import { emptyLine, lineOf, lineProblems, readShare, withDeclared, type LineDraft } from './line-draft.ts'

const t = huiWords
const { form, money } = t.hui
const complete: LineDraft = {
  ...emptyLine('2026-11-24'),
  code: 'LT-01',
  host: 'hue',
  face: '2.000.000',
  parts: wholeParts('ha', 'rel')
}
/** Returns the problems shown after an attempt to save; fields without one are left out. */
const told = (draft: Partial<LineDraft>, taken = false) =>
  Object.fromEntries(
    Object.entries(lineProblems({ ...complete, ...draft }, true, taken, t)).filter(([, says]) => says)
  )

const made = (draft: Partial<LineDraft>) => lineOf({ ...complete, ...draft }, null, '2026-11-24')

test('a fixed bid is asked for where the line has one, and lies below a part', () => {
  expect(told({ model: 'fixed' })).toEqual({ fixedBid: money.missing })
  expect(told({ model: 'fixed', fixedBid: '2.000.000' })).toEqual({
    fixedBid: t.hui.round.notBelow('2.000.000\u00a0đ')
  })
  expect(made({ model: 'fixed', fixedBid: '150.000' }).bids).toEqual({ fixed: 150_000 })
  expect(made({ model: 'discount', fixedBid: '150.000' }).bids).toEqual({})
})

test('who takes the first round as its host holds a part', () => {
  expect(told({ head: true })).toEqual({ parts: form.headPartMissing })
  expect(told({ head: true, parts: wholeParts('ha', 'hue') })).toEqual({})
})

test('a line was agreed by its first day, and no later than today', () => {
  expect([made({ startsOn: '2025-01-05' }).on, made({ startsOn: '2026-12-05' }).on]).toEqual([
    '2025-01-05',
    '2026-11-24'
  ])
})

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
  expect(lineProblems({ ...complete, memberQuery: 'Mỹ' }, false, false, t).parts).toBe('')
})

test('a code that another line has, too few parts and too many', () => {
  expect(told({}, true)).toEqual({ code: form.codeTaken })
  expect(told({ parts: wholeParts('ha') })).toEqual({ parts: form.fewParts })
  expect(told({ parts: Array.from({ length: 201 }, () => [{ person: 'ha', units: 1 }]) })).toEqual({
    parts: form.manyParts(200)
  })
})

test('parts that are together more than a line may have are told at the face', () => {
  const says = form.openingLarge('10.000.000.000\u00a0đ')
  expect(told({ face: '5.000.000.000' })).toEqual({})
  expect(told({ face: '5.000.000.001' })).toEqual({ face: says })
  expect(told({ face: '20.000.000.001' })).toEqual({ face: money.tooMuch('20.000.000.000\u00a0đ') })
  const parts = Array.from({ length: 200 }, () => [{ person: 'ha', units: 1 }])
  expect(told({ face: '50.000.001', parts })).toEqual({ face: says })
})

test('a part that is cut needs all its holders, and that of a head round is the host’s alone', () => {
  const half = (person: string) => ({ person, units: 1 })
  const cut = { unitsPerPart: 2, parts: [[half('ha'), half('rel')], [half('hue')]] }
  expect(told(cut)).toEqual({ parts: form.openPart(2, t.hui.members.share(1, 2)) })
  const all = { ...cut, parts: [cut.parts[0]!, [half('hue'), half('my')]] }
  expect(told(all)).toEqual({})
  expect(told({ ...all, head: true })).toEqual({ parts: form.headPartMissing })
  expect(made(all)).toMatchObject(all)
})

test('a commission is asked for where it is one of that kind', () => {
  expect(told({ commission: 'fixed' })).toEqual({ amount: money.missing })
  expect(told({ commission: 'fixed', amount: 'nửa phần' })).toEqual({ amount: money.notDigits })
  expect(told({ commission: 'share' })).toEqual({ share: form.shareWrong })
  expect(told({ commission: 'half', amount: 'x', share: 'x' })).toEqual({})
  expect(made({ commission: 'share', share: '12,5' }).commission).toEqual({
    kind: 'share',
    basisPoints: 1250
  })
  expect(made({ commission: 'none' }).commission).toEqual({ kind: 'none' })
  expect(made({ commission: 'fixed', amount: '1.000.000' }).commission).toEqual({
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

test('what a host has declared of her lines is there already, and replaces nothing that was typed', () => {
  const lunar = { year: 2026, month: 10, day: 10, leap: false }
  const schedule = { period: 'half-month', startsOn: '2026-11-18', lunar } as const
  const empty = emptyLine('2026-11-24')
  const filled = { face: '2.000.000', period: 'half-month', startsOn: '2026-11-18', byLunar: true }
  const first = withDeclared(empty, { face: 2_000_000, schedule }, '2026-11-24')
  expect(first).toEqual({ ...empty, ...filled, filled })
  expect(withDeclared(empty, { face: null, schedule: null }, '2026-11-24')).toEqual(empty)
  const typed: LineDraft = { ...empty, face: '500.000', period: 'week' }
  expect(withDeclared(typed, { face: 2_000_000, schedule }, '2026-11-24')).toEqual(typed)
})

test('what was filled in goes with the host; what somebody typed stays', () => {
  const schedule = { period: 'week', startsOn: '2026-07-25', lunar: null } as const
  const empty = emptyLine('2026-11-24')
  const first = withDeclared(empty, { face: 2_000_000, schedule }, '2026-11-24')
  expect(withDeclared(first, undefined, '2026-11-24')).toEqual(empty)
  expect(withDeclared(first, { face: 500_000, schedule: null }, '2026-11-24')).toEqual({
    ...empty,
    face: '500.000',
    filled: { face: '500.000' }
  })
  const typed = { ...first, face: '3.000.000', startsOn: '2026-08-01' }
  expect(withDeclared(typed, { face: 500_000, schedule }, '2026-11-24')).toEqual({
    ...empty,
    face: '3.000.000',
    startsOn: '2026-08-01'
  })
})
