import * as v from 'valibot'
import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../tests/hui/test-line.ts'
import { LineListed } from './facts.ts'
import { isSameListing, listingOf } from './listing.ts'

const hue = { id: numberedId(999), name: 'Tăng Mỹ Huệ', knownAs: 'Ba Huệ', hamlet: 'Khóm 1' }
const started = () => new TestLine(agreement(3, 1_000_000))
const planned = '2027-01-01'

test('a row says what the committee may know of a line, and nothing else', () => {
  const made = started()
  made.round(1, 1, 100_000)
  made.pay(1, 2, 900_000)
  const row = listingOf(made.outline, hue, planned)
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

test('a member who holds several parts is one member, each holder of a part that is shared is one', () => {
  const [a, b, c] = [1, 2, 3].map(numberedId) as [string, string, string]
  const membersOf = (units: number, ...parts: string[][]) => {
    const held = parts.map((of) => of.map((person) => ({ person, units: units / of.length })))
    const made = new TestLine(agreement(3, 1_000_000, { unitsPerPart: units, parts: held }))
    return listingOf(made.outline, hue, null)
  }
  expect(membersOf(1, [a], [b], [a])).toMatchObject({ n: 3, members: 2 })
  expect(membersOf(2, [a], [a, b], [c])).toMatchObject({ n: 3, members: 3 })
})

test('whoever was written down twice is one host and one member', () => {
  const [a, b, again] = [1, 2, 3].map(numberedId) as [string, string, string]
  const made = new TestLine(
    agreement(3, 1_000_000, {
      parts: [[a], [b], [again]].map((of) => of.map((person) => ({ person, units: 1 })))
    })
  )
  const one = (person: string) => (person === again ? a : person)
  expect(listingOf(made.outline, { ...hue, id: numberedId(5) }, null, one)).toMatchObject({
    host: numberedId(5),
    members: 2
  })
})

test('it ends with its stop or its last round, before that as planned, and without a plan it has no end', () => {
  const [over, stopped, early] = [started(), started(), started()]
  for (const k of [1, 2, 3]) over.round(k, k, 0)
  stopped.stop(dayOf(9))
  early.stop('2025-01-01')
  const endOf = ({ outline }: TestLine, plan: string | null = planned) => listingOf(outline, hue, plan).endsOn
  expect([over, stopped, early, started()].map((made) => endOf(made))).toEqual([
    dayOf(3),
    dayOf(9),
    dayOf(1),
    planned
  ])
  expect('endsOn' in listingOf(started().outline, hue, null)).toBe(false)
  // Of an agreed end nobody says that the line ended then.
  expect([over, stopped, started()].map(({ outline }) => listingOf(outline, hue, planned).ended)).toEqual([
    true,
    true,
    undefined
  ])
  expect(v.is(LineListed.entries.body, listingOf(over.outline, hue, planned))).toBe(true)
})

test('two rows are the same when every word of them is, and neither has one more', () => {
  const row = listingOf(started().outline, hue, planned)
  expect(isSameListing(row, { ...row })).toBe(true)
  expect(isSameListing(row, { ...row, members: 4 })).toBe(false)
  const { hamlet: _, ...short } = row
  expect(isSameListing(row, short)).toBe(false)
  expect(isSameListing(short, row)).toBe(false)
})
