import { expect, test } from 'vitest'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { agreement, numberedId, TestLine } from '../../../../../../tests/hui/test-line.ts'
import {
  memberChangeOf,
  emptyChange,
  kindsOf,
  leavable,
  memberProblems,
  owedBy,
  owedByJoiner,
  askedSum,
  type MemberDraft
} from './member-draft.ts'

const own = t.hui.members
const [host, newcomer] = [numberedId(999), numberedId(70)]

function started(model: 'discount' | 'interest-free' = 'discount'): TestLine {
  const parts = [1, 2, 3, 999].map((no) => [{ person: numberedId(no), units: 2 }])
  const book = new TestLine(
    agreement(4, 1_000, { model, parts, unitsPerPart: 2, commission: { kind: 'none' } })
  )
  book.round(1, 1, model === 'discount' ? 100 : 0)
  return book
}
const line = started().state
const left = started()
left.depart(2, 2)
const filled = (draft: Partial<MemberDraft>): MemberDraft => ({ ...emptyChange, ...draft })
const told = (draft: Partial<MemberDraft>, of = line, doubt: 'turn-past' | null = null) =>
  Object.fromEntries(
    Object.entries(memberProblems(filled(draft), true, of, () => doubt, t)).filter(([, says]) => says)
  )

test('turns are swapped only where bids do not decide; everybody but the host may leave', () => {
  expect(kindsOf(line)).not.toContain('hui.turn-swapped')
  expect(kindsOf(started('interest-free').state)).toContain('hui.turn-swapped')
  expect(leavable(line).map(({ person }) => person)).not.toContain(host)
})

test('each kind asks for what it needs', () => {
  const { missing } = own
  expect(told({})).toEqual({ kind: missing })
  expect(told({ kind: 'hui.member-left' })).toEqual({ holding: missing })
  expect(told({ kind: 'hui.member-joined' })).toEqual({
    vacant: missing,
    person: missing,
    sum: t.hui.money.missing
  })
  expect(Object.keys(told({ kind: 'hui.turn-swapped' }))).toEqual([
    'first',
    'firstRound',
    'second',
    'secondRound'
  ])
  expect(told({ kind: 'hui.guarantor-agreed' })).toEqual({
    person: missing,
    holder: missing,
    sum: t.hui.money.missing
  })
})

test('whoever has taken settles what remains; who has not may have done damage, or none', () => {
  const dead = { kind: 'hui.member-left', holding: `1 ${numberedId(1)}` } as const
  const alive = { kind: 'hui.member-left', holding: `2 ${numberedId(2)}` } as const
  expect([askedSum(filled(dead), line), askedSum(filled(alive), line)]).toEqual(['settled', 'damage'])
  expect(owedBy(leavable(line)[0]!, line)).toBe(3_000)
  expect(told(dead)).toEqual({ sum: t.hui.money.missing })
  expect(told(alive)).toEqual({})
  expect(memberChangeOf(filled({ ...dead, sum: '3.000' }), line)).toEqual({
    type: 'hui.member-left',
    body: { part: 1, holder: numberedId(1), fromRound: 2, settled: 3_000, damage: 0 }
  })
  expect(memberChangeOf(filled({ ...alive, sum: '200' }), line)?.body).toMatchObject({
    settled: 0,
    damage: 200
  })
})

test('a joiner takes all that is vacant of a part, or as much as was chosen', () => {
  const joining = { kind: 'hui.member-joined', vacant: '2', person: newcomer, sum: '0' } as const
  expect(memberChangeOf(filled(joining), left.state)?.body).toEqual({
    part: 2,
    person: newcomer,
    units: 2,
    fromRound: 2,
    paid: 0
  })
  expect(memberChangeOf(filled({ ...joining, units: '1' }), left.state)?.body).toMatchObject({ units: 1 })
})

test('a joiner is told what the part owed so far before anything else is filled in', () => {
  const joining = { kind: 'hui.member-joined', vacant: '2' } as const
  expect(owedByJoiner(filled({ kind: 'hui.member-joined' }), left.state)).toBeNull()
  expect(owedByJoiner(filled(joining), left.state)).toEqual({ due: 900, missing: 900 })
  expect(owedByJoiner(filled({ ...joining, units: '1', sum: '100' }), left.state)).toEqual({
    due: 450,
    missing: 350
  })
  expect(owedByJoiner(filled({ ...joining, sum: '900' }), left.state)!.missing).toBe(0)
})

test('a guarantee goes to the end of the line unless a day is given', () => {
  const guarantee = {
    kind: 'hui.guarantor-agreed',
    person: newcomer,
    holder: numberedId(2),
    sum: '1.000'
  } as const
  const until = (draft: Partial<MemberDraft>) =>
    memberChangeOf(filled({ ...guarantee, ...draft }), line)?.body
  expect(until({})).toEqual({ guarantor: newcomer, holder: numberedId(2), scope: 'all', amount: 1_000 })
  expect(until({ ends: 'day' })).toBeUndefined()
  expect(told({ ...guarantee, ends: 'day' })).toEqual({ until: t.hui.form.dayMissing })
  expect(until({ ends: 'day', until: '2027-01-01' })).toMatchObject({ until: '2027-01-01' })
})

test('nobody swaps with themselves, and nobody answers for themselves', () => {
  const swap = {
    kind: 'hui.turn-swapped',
    first: '2',
    firstRound: '2',
    second: '3',
    secondRound: '3'
  } as const
  expect(told(swap)).toEqual({})
  expect(told({ ...swap, second: '2', secondRound: '2' })).toEqual({
    second: own.turns.same,
    secondRound: own.turns.same
  })
  const guarantee = {
    kind: 'hui.guarantor-agreed',
    person: newcomer,
    holder: numberedId(2),
    until: '2027-01-01',
    sum: '1.000'
  } as const
  expect(told(guarantee)).toEqual({})
  expect(told({ ...guarantee, holder: newcomer, sum: '0' })).toEqual({
    person: own.guarantee.same,
    sum: t.hui.pay.zero
  })
})

test('why a change could not count stands in the form', () => {
  const alive = { kind: 'hui.member-left', holding: `2 ${numberedId(2)}` } as const
  expect(told(alive, line, 'turn-past')).toEqual({ change: t.hui.doubts['turn-past'] })
})
