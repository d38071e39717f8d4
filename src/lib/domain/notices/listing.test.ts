import * as v from 'valibot'
import { expect, test } from 'vitest'
import { dayOf, numberedId, opening, TestLine } from '../../../../tests/hui-line.ts'
import { LineListed } from './facts.ts'
import { isSameListing, listingOf } from './listing.ts'

const hue = { name: 'Tăng Mỹ Huệ', knownAs: 'Ba Huệ', hamlet: 'Khóm 1' }
const started = () => new TestLine(opening(3, 1_000_000, { kind: 'half' }))
const planned = '2027-01-01'

test('a row says what the committee may know of a line, and nothing else', () => {
  const made = started()
  made.round(1, 1, 100_000)
  made.pay(1, 2, 900_000)
  const row = listingOf(made.state, hue, planned)
  expect(row).toEqual({
    host: numberedId(999),
    hostName: 'Tăng Mỹ Huệ',
    hamlet: 'Khóm 1',
    line: 'LT-01',
    n: 3,
    face: 1_000_000,
    members: 3,
    period: 'month',
    startsOn: dayOf(1),
    endsOn: planned
  })
  expect(v.is(LineListed.entries.body, row)).toBe(true)
})

test('a member who holds several parts is one member', () => {
  const [a, b] = [numberedId(1), numberedId(2)]
  const made = new TestLine({ ...opening(3, 1_000_000, { kind: 'half' }), parts: [a, b, a] })
  expect(listingOf(made.state, hue, null)).toMatchObject({ n: 3, members: 2 })
})

test('it ends with its stop or its last round, before that as planned, and without a plan it has no end', () => {
  const [over, stopped, early] = [started(), started(), started()]
  for (const k of [1, 2, 3]) over.round(k, k, 0)
  stopped.stop(dayOf(9))
  early.stop('2025-01-01')
  const endOf = ({ state }: TestLine, plan: string | null = planned) => listingOf(state, hue, plan).endsOn
  expect([over, stopped, early, started()].map((made) => endOf(made))).toEqual([
    dayOf(3),
    dayOf(9),
    dayOf(1),
    planned
  ])
  expect('endsOn' in listingOf(started().state, hue, null)).toBe(false)
})

test('two rows are the same when every word of them is, and neither has one more', () => {
  const row = listingOf(started().state, hue, planned)
  expect(isSameListing(row, { ...row })).toBe(true)
  expect(isSameListing(row, { ...row, members: 4 })).toBe(false)
  const { hamlet: _, ...short } = row
  expect(isSameListing(row, short)).toBe(false)
  expect(isSameListing(short, row)).toBe(false)
})
