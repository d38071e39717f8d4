import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { numberedId } from '../../../../../tests/hui/test-line.ts'
import { TestCollapse } from '../../../../../tests/hui/test-collapse.ts'
import { Fact } from '../../facts.ts'
import { maxDong } from '../facts/amounts.ts'
import { collapse, isUnsure } from './collapse.ts'
import type { Person } from '../people.ts'

const late = Date.UTC(2100, 0, 1)
const [ha, rel] = [numberedId(501), numberedId(502)]
const people = new Map<string, Person>([
  [ha, { id: ha, name: 'Danh Thị Thu Hà' }],
  [rel, { id: rel, name: 'Kim Sà Rêl', knownAs: 'Ba Rêl' }]
])
const fold = (desk: TestCollapse, asOf = late) => collapse(desk.facts, asOf, people)!
const unsure = (desk: TestCollapse) =>
  fold(desk)
    .claims.filter(isUnsure)
    .map(({ number }) => number)

test('claims by their numbers, and their total to the đồng', () => {
  const desk = new TestCollapse()
  desk.claim(2, { person: rel }, 12_345_678)
  desk.claim(1, { person: ha }, 30_000_000, { paper: true })
  desk.claim(3, { name: 'Một người ở xa' }, 1)
  const of = fold(desk)
  expect(of).toMatchObject({ host: desk.host, total: 42_345_679, unsure: 0, reversed: [] })
  expect(of.claims.map(({ number, paper }) => [number, paper])).toEqual([
    [1, true],
    [2, false],
    [3, false]
  ])
})

test('whoever wrote into a file has seen it, and who only looked too', () => {
  const desk = new TestCollapse()
  const [opener] = fold(desk).seenBy
  const seen = desk.write('hui.collapse-seen', { on: '2026-01-03' }, { by: 'lt-truc' })
  desk.write(
    'hui.collapse-seen',
    { on: '2026-01-03' },
    { by: 'lt-khac', stream: `collapse/${numberedId(1)}` }
  )
  expect([...fold(desk).seenBy]).toEqual([opener, 'lt-truc'])
  expect([...fold(desk, Date.parse(seen.at) - 1).seenBy]).toEqual([opener])
})

test('there is nothing without its opening, nor of what comes later', () => {
  const desk = new TestCollapse()
  const claim = desk.claim(1, { person: ha }, 1)
  expect(collapse([claim], late, people)).toBeNull()
  expect(fold(desk, Date.parse(claim.at) - 1).claims).toEqual([])
})

describe('to compare, never chosen among; all of them count towards the total', () => {
  test('two claims of one number', () => {
    const desk = new TestCollapse()
    desk.claim(1, { person: ha }, 5)
    desk.claim(1, { person: rel }, 7)
    desk.claim(2, { name: 'Lý Thị Sà Mol' }, 1)
    expect(unsure(desk)).toEqual([1, 1])
    expect(fold(desk)).toMatchObject({ total: 13, unsure: 12 })
  })

  test.each([
    ['a person twice', { person: rel }, { person: rel }],
    ['a name twice, typed in a hurry', { name: 'Mã Bửu Hên' }, { name: 'ma  buu hen' }],
    ['a person, and her name', { person: rel }, { name: 'kim sà rêl' }]
  ])('%s', (_, first, second) => {
    const desk = new TestCollapse()
    desk.claim(1, first, 5)
    desk.claim(2, second, 7)
    desk.claim(3, { person: ha }, 1)
    expect(unsure(desk)).toEqual([1, 2])
    expect(fold(desk)).toMatchObject({ total: 13, unsure: 12 })
  })

  test('people whom nobody could take for each other are not flagged', () => {
    const desk = new TestCollapse()
    desk.claim(1, { name: 'Kim Sà Rêl Hai' }, 5)
    desk.claim(2, { person: rel }, 7)
    expect(unsure(desk)).toEqual([])
  })
})

test('a claim taken back does not count and flags nobody, but stays to be seen', () => {
  const desk = new TestCollapse()
  const wrong = desk.claim(1, { person: ha }, 500)
  desk.claim(1, { person: ha }, 50)
  desk.reverse(wrong.id)
  const of = fold(desk)
  expect(of).toMatchObject({ total: 50, unsure: 0, claims: { length: 1 } })
  expect(of.reversed.map(({ claim, reason }) => [claim.id, reason])).toEqual([[wrong.id, 'Ghi nhầm']])
})

test('any order, doubled facts: the same', () => {
  const claimant = fc.constantFrom({ person: ha }, { person: rel }, { name: 'Kim Sà Rêl' }, { name: 'Ai đó' })
  const claim = fc.tuple(fc.integer({ min: 1, max: 5 }), claimant, fc.nat(maxDong), fc.boolean())
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 12 }), (claims) => {
      const desk = new TestCollapse()
      for (const [number, who, amount, isWrong] of claims) {
        const { id } = desk.claim(number, who, amount)
        if (isWrong) desk.reverse(id)
      }
      const honest = fold(desk)
      const mixed = [...desk.facts.toReversed(), ...desk.facts.slice(0, 3)]
      expect(collapse(mixed, late, people)).toEqual(honest)
      const standing = claims.filter(([, , , isWrong]) => !isWrong)
      expect(honest.total).toBe(standing.reduce((sum, [, , amount]) => sum + amount, 0))
      expect(honest.claims.length + honest.reversed.length).toBe(claims.length)
    })
  )
})

test('a claim has a number, one claimant and whole đồng', () => {
  const isShaped = (fact: unknown) => v.safeParse(Fact, fact).success
  const desk = new TestCollapse()
  for (const fact of desk.facts) expect(isShaped(fact)).toBe(true)
  expect(isShaped(desk.claim(1, { person: ha }, 0))).toBe(true)
  expect(isShaped(desk.claim(1, { person: ha, name: 'Hà' } as never, 1))).toBe(false)
  expect(isShaped(desk.claim(1, {} as never, 1))).toBe(false)
  expect(isShaped(desk.claim(0, { person: ha }, 1))).toBe(false)
  expect(isShaped(desk.claim(1, { person: ha }, 1.5))).toBe(false)
})

test('nobody takes a file over by a time of their choice, and the first of two reversals is told', () => {
  const desk = new TestCollapse()
  const claim = desk.claim(1, { person: ha }, 5)
  const opening = desk.facts[0]!
  const phone = { by: 'lt-truc', device: 'e'.repeat(43) }
  const facts = [
    { ...opening, took: 5 },
    { ...claim, took: 6 },
    {
      ...opening,
      ...phone,
      id: numberedId(8_000),
      n: 1,
      at: '2020-01-01T00:00:00.000Z',
      took: 9,
      body: { ...opening.body, host: rel }
    },
    ...[2, 3].map((n) => ({
      ...claim,
      ...phone,
      n,
      id: numberedId(7_000 + n),
      type: 'hui.claim-reversed',
      body: { claim: claim.id, reason: `Lần ${n}` }
    }))
  ]
  const of = collapse(facts, late, people)!
  expect(of).toMatchObject({ host: desk.host, others: [{ by: 'lt-truc', host: rel }] })
  expect(of.reversed.map(({ reason }) => reason)).toEqual(['Lần 2'])
})
