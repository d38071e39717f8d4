import { expect, test } from 'vitest'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { agreement, numberedId, TestLine } from '../../../../../../tests/hui/test-line.ts'
import { amendProblems, changesIn, draftOf } from './amend-draft.ts'

const book = new TestLine(agreement(3, 2_000_000, { commission: { kind: 'share', basisPoints: 1_250 } }))
const line = book.state
const draft = draftOf(line)

test('the form begins with the agreement, and then changes nothing', () => {
  expect(draft).toMatchObject({ code: 'LT-01', face: '2.000.000', share: '12,5', commission: 'share' })
  expect(changesIn(draft, line, null)).toEqual({})
})

test('only what is changed is recorded, and the line is then as it should have been', () => {
  const parts = [...draft.parts, [{ person: numberedId(50), units: 1 }]]
  const changes = changesIn({ ...draft, face: '3.000.000', parts }, line, null)
  expect(Object.keys(changes).sort()).toEqual(['face', 'parts'])
  const amended = new TestLine(book.agreement)
  amended.amend(1, changes)
  expect(amended.state.terms).toMatchObject({ face: 3_000_000, n: 4 })
  expect(amended.state.doubts).toEqual([])
})

test('a line whose parts are cut stays so, and another is cut from the beginning', () => {
  const halves = [1, 2].map((no) => [
    { person: numberedId(no), units: 1 },
    { person: numberedId(no + 10), units: 1 }
  ])
  const cut = new TestLine(agreement(2, 2_000_000, { unitsPerPart: 2, parts: halves })).state
  expect(changesIn(draftOf(cut), cut, null)).toEqual({})
  const amended = new TestLine(agreement(2, 2_000_000))
  const other = amended.state
  amended.amend(1, changesIn({ ...draftOf(other), unitsPerPart: 2, parts: halves }, other, null))
  expect(amended.state.terms).toMatchObject({ unitsPerPart: 2, parts: halves })
  expect(amended.state.doubts).toEqual([])
})

test('a line becomes one with a fixed bid, and back, without a doubt', () => {
  const fixed = changesIn({ ...draft, model: 'fixed', fixedBid: '150.000' }, line, null)
  const amended = new TestLine(book.agreement)
  amended.amend(1, fixed)
  expect(amended.state.terms).toMatchObject({ model: 'fixed', bids: { fixed: 150_000 } })
  amended.amend(1, changesIn({ ...draftOf(amended.state), model: 'discount' }, amended.state, null))
  expect(amended.state.terms).toMatchObject({ model: 'discount', bids: {} })
  expect(amended.state.doubts).toEqual([])
})

test('the calendar is put right in both directions, also where a receipt is out; the days of rounds follow', () => {
  const lunar = { day: 10, month: 10, year: 2026, leap: false }
  const amended = new TestLine(book.agreement)
  amended.round(1, 1, 100_000)
  amended.issue(amended.pay(1, 2, 1_900_000))
  const byLunar = { ...draftOf(amended.state), byLunar: true }
  amended.amend(1, changesIn(byLunar, amended.state, lunar))
  expect(amended.state).toMatchObject({ terms: { lunar }, doubts: [] })
  // The form says nothing new while its calendar is loading.
  expect(changesIn(draftOf(amended.state), amended.state, null)).toEqual({})
  const solar = { ...draftOf(amended.state), byLunar: false }
  expect(changesIn(solar, amended.state, null)).toEqual({ lunar: null })
  amended.amend(1, changesIn(solar, amended.state, null))
  expect(amended.state.terms).not.toHaveProperty('lunar')
  const later = amended.amend(2, { lunar })
  expect(amended.state.doubts).toEqual([{ id: later.id, why: 'whole-line-only' }])
})

test('why is asked for, and something has to change', () => {
  const told = (reason: string, same = false) =>
    amendProblems({ ...draft, reason }, true, { taken: false, same }, t).reason
  expect([told(''), told('Ghi nhầm'), told('Ghi nhầm', true)]).toEqual([
    t.hui.amend.reasonMissing,
    '',
    t.hui.amend.nothing
  ])
})
