import { expect, test } from 'vitest'
import { ownId } from '#lib/domain/hui/own/own-record.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { TestDevice } from '../../../../../tests/facts.ts'
import type { LineOutline } from '#lib/domain/hui/outline.ts'
import { linesOfAccount, BookPeople, SortedLines } from './own-lines.ts'

const unit = 'phuong-lang-tron'
const [host, officer] = [new TestDevice('ba-hue'), new TestDevice('lt-truc')]
const now = Date.parse('2026-11-24T05:00:00.000Z')
const described = (by: TestDevice, id: string, name: string) =>
  ({
    ...by.fact(unit, 'hui', 'hui.person-described', `person/${id}`, { name }, { ms: now }),
    sync: 'received',
    tries: 0
  }) as unknown as StoredFact
const hers = ownId({ unit, by: host.account }, now)
const ours = ownId({ unit, by: 'somebody' }, now)

test('whom a host describes is nobody of the commune’s, in a line of hers or in none', () => {
  const facts = [described(host, hers, 'Sà Rêl'), described(officer, ours, 'Sà Rêl')]
  const read = new BookPeople().of(facts, false)
  expect([...read.people.keys()]).toEqual([ours])
  expect([...read.names.values(), ...read.theirs.values()]).toEqual(['Sà Rêl', 'Sà Rêl'])
  expect([...read.theirs.keys()]).toEqual([hers])
  expect([...new BookPeople().of(facts, true).people.keys()].sort()).toEqual([hers, ours].sort())
})

test('once she is a host no more her lines stand apart, as hers, though nothing was recorded meanwhile', () => {
  const outline = (by: TestDevice, id: string) =>
    ({ id, opening: { unit, by: by.account } }) as unknown as LineOutline
  const another = new TestDevice('ch-hai')
  const [own, theirs, commune] = [
    outline(host, hers),
    outline(another, ownId({ unit, by: another.account }, now)),
    outline(officer, ours)
  ]
  // An id of another's, under her name.
  const forged = outline(host, theirs.id)
  const outlines = [own, theirs, commune, forged]
  const sorted = new SortedLines()
  expect(sorted.of(outlines, true).lines).toEqual(outlines)
  const { lines, declared } = sorted.of(outlines, false)
  expect([lines, declared]).toEqual([
    [commune, forged],
    [own, theirs]
  ])
  expect(linesOfAccount(host.account, declared)).toEqual([own])
  const facts = [described(host, hers, 'Sà Rêl')]
  const people = new BookPeople()
  expect(people.of(facts, true).people.size).toBe(1)
  expect(people.of(facts, false).people.size).toBe(0)
})
