import { expect, test } from 'vitest'
import { numberedId } from '../../../../../tests/hui/test-line.ts'
import { found, host, level, lineOf, range } from '../../../../../tests/hui/watched-lines.ts'
import type { IdentityMark } from './signs.ts'

const seenFrom = (first: number, last: number) => ({
  signs: { verified: new Set(range(first, last).map(numberedId)) }
})

test('R1: above 10 % unseen is amber, above 25 % red; below 10 parts too few; not asked: not computable', () => {
  const line = lineOf(20)
  expect(level('R1', [line], seenFrom(3, 20))).toBe('none')
  expect(level('R1', [line], seenFrom(4, 20))).toBe('amber')
  expect(level('R1', [line], seenFrom(6, 20))).toBe('amber')
  expect(level('R1', [line], seenFrom(7, 20))).toBe('red')
  expect(found('R1', [line], seenFrom(7, 20)).inputs).toMatchObject({ unverified: 6, parts: 20 })
  expect(level('R1', [lineOf(9)], seenFrom(4, 9))).toBe('too-few')
  expect(level('R1', [line])).toBe('not-computable')
})

test('R1: the host is known, and the worst line counts', () => {
  const own = lineOf(10, {
    parts: range(1, 10).map((i) => [{ person: i < 5 ? host : numberedId(i), units: 1 }])
  })
  expect(level('R1', [own], seenFrom(5, 10))).toBe('none')
  const worse = lineOf(10, {}, 2)
  expect(found('R1', [own, worse], seenFrom(5, 10))).toMatchObject({ level: 'red', lines: [worse.id] })
})

test('R1: red takes four names', () => {
  const parts = range(1, 12).map((i) => [{ person: numberedId(Math.max(4, i)), units: 1 }])
  const seen = (first: number) => ({ signs: { verified: new Set(range(first, 12).map(numberedId)) } })
  expect(found('R1', [lineOf(12, { parts })], seen(7))).toMatchObject({
    level: 'amber',
    inputs: { unverified: 6, people: 3 }
  })
  expect(level('R1', [lineOf(12, { parts })], seen(8))).toBe('red')
})

const sharing = (kind: IdentityMark['kind'], ...groups: number[][]) => ({
  signs: {
    marks: groups.flatMap((of, i) => of.map((no) => ({ person: numberedId(no), kind, mark: `${i}` })))
  }
})

test('R2: a couple with one phone is amber, so are two; a third name on it is red', () => {
  const line = lineOf(20)
  expect(level('R2', [line])).toBe('not-computable')
  expect(level('R2', [line], sharing('phone', [1], [2]))).toBe('none')
  expect(level('R2', [line], sharing('phone', [1, 2]))).toBe('amber')
  expect(level('R2', [line], sharing('phone', [1, 2], [3, 4]))).toBe('amber')
  expect(level('R2', [line], sharing('phone', [1, 2, 3]))).toBe('red')
})

test('R2: counts the names too many of an account, not the accounts; strangers to the lines do not count', () => {
  const line = lineOf(20)
  expect(level('R2', [line], sharing('account', [1, 2]))).toBe('amber')
  expect(level('R2', [line], sharing('account', [1, 2], [3, 4]))).toBe('red')
  expect(found('R2', [line], sharing('account', range(1, 11))).inputs['surplus']).toBe(10)
  expect(level('R2', [line], sharing('account', [1, 500]))).toBe('none')
})

test('R2: a phone of one pair and an account of another make no group of three', () => {
  const marks = [
    { person: numberedId(1), kind: 'phone', mark: 'p' },
    { person: numberedId(2), kind: 'phone', mark: 'p' },
    { person: numberedId(2), kind: 'account', mark: 'a' },
    { person: numberedId(3), kind: 'account', mark: 'a' }
  ] as const
  expect(found('R2', [lineOf(20)], { signs: { marks } })).toMatchObject({
    level: 'amber',
    inputs: { surplus: 1, pairs: 1 }
  })
})

test('R2: Hai and Hải in one house are one name; people known to be one are no collision', () => {
  const line = lineOf(20)
  const living = (...all: [number, string, string][]) => ({
    signs: { addresses: new Map(all.map(([no, name, house]) => [numberedId(no), { name, house }])) }
  })
  expect(level('R2', [line], living([1, 'Lê Văn Hai', '12 ấp 3'], [2, 'Lê Văn Hải', '12 Ấp 3']))).toBe(
    'amber'
  )
  expect(level('R2', [line], living([1, 'Lê Văn Hai', '12 ấp 3'], [2, 'Lê Văn Hải', '13 ấp 3']))).toBe('none')
  // 8 of 10 letters are alike, then 9 of 10.
  expect(level('R2', [line], living([1, 'Lê Văn Hai', '12'], [2, 'Lê Văn Sau', '12']))).toBe('none')
  expect(level('R2', [line], living([1, 'Lê Văn Hai', '12'], [2, 'Lê Văn Mai', '12']))).toBe('amber')
  // Two pairs of brothers stay amber, three of nearly one name do not.
  const brothers = [1, 2, 3, 4].map((no): [number, string, string] => [
    no,
    no % 2 ? 'Lê Văn Ba' : 'Lê Văn Bảy',
    no < 3 ? '12' : '13'
  ])
  expect(level('R2', [line], living(...brothers))).toBe('amber')
  expect(
    level('R2', [line], living([1, 'Lê Văn Hai', '12'], [2, 'Lê Văn Hải', '12'], [3, 'Lê Văn Hài', '12']))
  ).toBe('red')
  const same = new Map([[numberedId(2), numberedId(1)]])
  expect(level('R2', [line], { ...sharing('account', [1, 2]), same })).toBe('none')
  // A hamlet is no house.
  const many = range(1, 40).map((no): [number, string, string] => [no, 'Lê Văn Hai', 'ấp 3'])
  expect(level('R2', [lineOf(40)], living(...many))).toBe('none')
})
