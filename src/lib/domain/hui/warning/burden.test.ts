import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId } from '../../../../../tests/hui/test-line.ts'
import { found, host, level, lineOf, NumberedLine, range } from '../../../../../tests/hui/watched-lines.ts'

test('R8: tells what the host must carry and earns within a year, and computes no level', () => {
  const lines = [1, 2].map((number) => new NumberedLine(agreement(25, 5_000_000), number))
  for (const line of lines) for (const k of range(1, 12)) line.round(k, k, 0)
  expect(found('R8', lines, { day: dayOf(13) })).toMatchObject({
    level: 'not-computable',
    inputs: { exposure: 1_560_000_000, commission: 60_000_000, live: 2 }
  })
})

test('R8: in the premium model takers owe their bids beside the face', () => {
  const line = new NumberedLine(agreement(4, 1_000_000, { model: 'premium' }), 1)
  line.round(1, 1, 50_000)
  line.round(2, 2, 40_000)
  expect(found('R8', [line], { day: dayOf(3) })).toMatchObject({
    inputs: { exposure: 2 * 2 * 1_000_000 + (50_000 + 40_000) * 2 }
  })
})

/** Rounds of 500 đồng commission each, and sums that the host put in for others. */
function covered(sums: readonly number[], rounds = 6, terms = {}) {
  const line = lineOf(20, terms)
  for (const k of range(1, rounds)) line.round(k, k, 0)
  sums.forEach((amount, i) => line.cover(1, 20 - i, amount))
  return line
}

test('R9: above half of the commission earned is amber, above all of it red', () => {
  expect(level('R9', [covered([500, 500, 500])])).toBe('none')
  expect(level('R9', [covered([500, 500, 501])])).toBe('amber')
  expect(level('R9', [covered([1_000, 1_000, 1_000])])).toBe('amber')
  expect(level('R9', [covered([1_000, 1_000, 1_000, 1])])).toBe('red')
  expect(level('R9', [covered([1, 1, 1], 6, { commission: { kind: 'none' } })])).toBe('red')
})

test('R9: an advance of the last two weeks is not outstanding yet', () => {
  const line = covered([1_000, 1_000, 1_000, 1_000])
  expect(level('R9', [line], { day: dayOf(15) })).toBe('none')
  expect(level('R9', [line], { day: dayOf(16) })).toBe('red')
})

test('R9: below six rounds too few, two debtors raise nothing; what came back is not outstanding', () => {
  expect(level('R9', [covered([1_000, 1_000, 1_000, 1], 5)])).toBe('too-few')
  expect(level('R9', [covered([1_000, 1_000], 6, { commission: { kind: 'none' } })])).toBe('none')
  const one = covered([1_000, 1_000])
  for (const k of range(2, 6)) one.cover(k, 20, 1_000)
  expect(found('R9', [one])).toMatchObject({ level: 'none', inputs: { covers: 7, debtors: 2 } })
  const line = covered([1_000, 1_000, 1_000, 1_000])
  line.repay(1, 20, 1_000)
  expect(found('R9', [line])).toMatchObject({
    level: 'amber',
    inputs: { outstanding: 3_000, commission: 3_000, debtors: 3 }
  })
})

/** Three rounds of 12 parts, 33 dues, of which the first came so many days late. */
function paid(late: number, days: number, n = 12, terms = {}) {
  const line = lineOf(n, { collectDays: 2, ...terms })
  let left = late
  for (const k of range(1, 3)) {
    line.round(k, k, 0)
    for (const part of range(1, n))
      if (part !== k) line.pay(k, part, 1_000, { on: dayOf(k + 2 + (left-- > 0 ? days : 0)) })
  }
  return line
}

test('R13: above 10 % late dues are amber, above 25 % red', () => {
  expect(level('R13', [paid(3, 1)])).toBe('none')
  expect(level('R13', [paid(4, 1)])).toBe('amber')
  expect(level('R13', [paid(8, 1)])).toBe('amber')
  expect(level('R13', [paid(9, 1)])).toBe('red')
})

test('R13: a median above 5 days is amber, above 15 red, once six people are late', () => {
  expect(level('R13', [paid(6, 5, 21)])).toBe('none')
  expect(level('R13', [paid(6, 6, 21)])).toBe('amber')
  expect(level('R13', [paid(6, 15, 21)])).toBe('amber')
  expect(level('R13', [paid(6, 16, 21)])).toBe('red')
  expect(level('R13', [paid(5, 90, 21)])).toBe('none')
})

test('R13: below twelve dues too few; of the last three rounds that are over, and that money was recorded of', () => {
  expect(level('R13', [paid(9, 1, 4)])).toBe('too-few')
  const line = paid(9, 1)
  for (const k of range(4, 6)) line.round(k, k, 0, { collected: true })
  expect(level('R13', [line])).toBe('none')
  // Two days to collect: the three rounds are not over.
  expect(level('R13', [line], { day: dayOf(5) })).toBe('red')
  for (const k of range(7, 9)) line.round(k, k, 0)
  expect(level('R13', [line])).toBe('too-few')
})

test('R13: what the host put in is not paid by the member, and her own dues do not count', () => {
  const line = lineOf(14)
  line.round(1, 1, 0)
  for (const part of range(2, 14)) {
    if (part <= 5) line.cover(1, part, 1_000)
    else line.pay(1, part, 1_000)
  }
  expect(found('R13', [line], { day: dayOf(3) })).toMatchObject({
    level: 'red',
    inputs: { late: 4, dues: 13, medianDays: 2 }
  })
  const own = lineOf(14, {
    parts: range(1, 14).map((i) => [{ person: i <= 5 ? host : numberedId(i), units: 1 }])
  })
  own.round(1, 14, 0)
  for (const part of range(6, 13)) own.pay(1, part, 1_000)
  expect(found('R13', [own]).inputs).toMatchObject({ late: 0, dues: 8 })
})
