import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberedId, said, TestStream } from '../../../../../tests/hui/test-line.ts'
import { factsAbout, whyNotErased } from '../../erasure/erasure.ts'
import { RemarkFolds, standingRemarks, type RemarkFact } from './remarks.ts'

const told = { on: '2026-02-01', said }
const person = (number: number) => new TestStream(`person/${numberedId(number)}`)
const same = (of: TestStream, other: number) =>
  of.write('hui.persons-same', { ...told, same: numberedId(other), reason: 'Ghi hai lần' })
const foldOf = (...facts: RemarkFact[]) =>
  new RemarkFolds().of([...facts].sort((a, b) => (a.id < b.id ? -1 : 1)))
/** Ids of several streams: each test stream counts from one. */
const numbered = (facts: readonly RemarkFact[], from: number) =>
  facts.map((fact, i) => ({ ...fact, id: numberedId(from + i) }))

test('two ids are one person, the first recorded one, also by way of a third', () => {
  const [a, c] = [person(11), person(13)]
  same(a, 12)
  same(c, 12)
  const { same: one } = foldOf(...a.facts, ...numbered(c.facts, 500))
  expect([...one].sort()).toEqual([
    [numberedId(12), numberedId(11)],
    [numberedId(13), numberedId(11)]
  ])
})

test('a reversal in the same stream parts them again, and stays beside what it reverses', () => {
  const a = person(11)
  const written = same(a, 12)
  const elsewhere = person(12)
  elsewhere.write('hui.remark-reversed', { remark: written.id, reason: 'Nhầm' })
  const before = foldOf(...a.facts, ...numbered(elsewhere.facts, 500))
  expect(before.same.size).toBe(1)
  const reversal = a.write('hui.remark-reversed', { remark: written.id, reason: 'Nhầm' })
  const { same: one, byPerson } = foldOf(...a.facts)
  expect(one.size).toBe(0)
  const [entry] = byPerson.get(numberedId(11))!
  expect(entry).toMatchObject({ person: numberedId(11), fact: written, reversed: reversal })
  expect(standingRemarks([entry!], 'hui.persons-same')).toEqual([])
})

test('what the server refused, has no shape or stands in another stream tells nothing', () => {
  const a = person(11)
  const { body } = same(a, 12)
  const facts: RemarkFact[] = [
    { ...a.facts[0]!, sync: 'refused' },
    { ...a.facts[0]!, id: numberedId(501), body: { ...body, same: 'bà Tư' } },
    { ...a.facts[0]!, id: numberedId(502), stream: `line/${numberedId(11)}` }
  ]
  expect(foldOf(...facts)).toEqual({ byPerson: new Map(), same: new Map() })
})

test('the same remarks give the same people in any order, and no two ids lead in a circle', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 11, max: 18 }), fc.integer({ min: 11, max: 18 })), {
    maxLength: 12
  })
  fc.assert(
    fc.property(pairs, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (all, keys) => {
      const facts = all.map(([a, b], i) => {
        const own = person(a)
        same(own, b)
        return { ...own.facts[0]!, id: numberedId(600 + i), n: i + 1 }
      })
      const { same: one } = foldOf(...facts)
      const mixed = facts.map((fact, i) => ({ ...fact, id: numberedId(700 + keys[i]! * 20 + i) }))
      expect([...foldOf(...mixed).same].sort()).toEqual([...one].sort())
      for (const first of one.values()) expect(one.has(first)).toBe(false)
      for (const [a, b] of all) {
        const of = (number: number) => one.get(numberedId(number)) ?? numberedId(number)
        expect(of(a)).toBe(of(b))
      }
    })
  )
})

test('the result is the same object until a remark comes or goes', () => {
  const a = person(11)
  same(a, 12)
  const folds = new RemarkFolds()
  const before = folds.of([...a.facts])
  const line = { ...a.facts[0]!, id: numberedId(900), stream: `line/${numberedId(11)}` }
  expect(folds.of([...a.facts, line])).toBe(before)
  a.write('hui.identity-marked', { ...told, kind: 'id', mark: 'A'.repeat(43), proof: 'B'.repeat(43) })
  expect(folds.of([...a.facts, line])).not.toBe(before)
})

test('remarks go with whom they are about; whoever else they name stays, and it is told why', () => {
  const a = person(11)
  same(a, 12)
  a.write('hui.statement-taken', { ...told, payer: numberedId(13), says: 'paid' })
  a.write('hui.sale-reported', {
    ...told,
    line: numberedId(1),
    part: 1,
    from: numberedId(11),
    to: numberedId(14)
  })
  const about = { kind: 'person', subject: numberedId(11) } as const
  expect(whyNotErased(about, a.facts)).toBeNull()
  expect(factsAbout(about, a.facts)).toEqual(a.facts)
  for (const other of [12, 13, 14])
    expect(whyNotErased({ kind: 'person', subject: numberedId(other) }, a.facts)).toBe('in-remark')
})
