import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import type { Envelope } from '../fact.ts'
import { idTime } from '../uuid.ts'
import { FlagRaised, maxNamed } from './facts.ts'
import { flagBody, joined, openFlags, subjectOfFlag, untold, type Finding } from './flags.ts'
import { forksAmong, numberKey, withSuspect } from './forks.ts'
import { standingGaps, stoodMs } from './gaps.ts'
import { emptyLedger, enter, enterRemovals } from './ledger.ts'

const day = '2026-11-28'
const device = 'A'.repeat(43)
const id = (i: number) => `0193a000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`
const unsealed = (...facts: string[]): Finding => ({
  kind: 'unsealed',
  device,
  count: facts.length,
  facts,
  numbers: facts.map((_, i) => ({ book: 'gates', from: i + 1, to: i + 1 }))
})

test('one flag a device, kind and day, however much is found', () => {
  const all = Array.from({ length: 500 }, (_, i) => unsealed(id(i))).reduce(joined)
  const [first, ...more] = untold([all], [], day)
  expect(more).toEqual([])
  const body = flagBody(first!, day)
  const flag = { body, isSettled: false }
  expect([body.count, body.facts.length]).toEqual([500, maxNamed])
  expect(untold([unsealed(id(900))], [flag], day)).toEqual([])
  expect(untold([unsealed(id(900))], [{ body, isSettled: true }], day)).toHaveLength(1)
  expect(untold([unsealed(id(7))], [{ body, isSettled: true }], day)).toEqual([])
  expect(untold([unsealed(id(900))], [flag], '2026-11-29')).toHaveLength(1)
  expect(untold([{ ...unsealed(id(900)), device: null }], [flag], day)).toHaveLength(1)
})

test('what a flag names already is not told again on another day', () => {
  const flag = { body: flagBody(unsealed(id(1), id(2)), day), isSettled: false }
  expect(untold([unsealed(id(2))], [flag], '2026-11-29')).toEqual([])
  const gap = (from: number, to: number): Finding => ({
    kind: 'gap',
    device,
    count: to - from + 1,
    facts: [],
    numbers: [{ book: 'gates', from, to }]
  })
  const told = { body: flagBody(gap(3, 5), day), isSettled: false }
  expect(untold([gap(4, 5)], [told], '2026-11-29')).toEqual([])
  expect(untold([gap(4, 6)], [told], '2026-11-29')).toHaveLength(1)
})

/** A device's records with their numbers; some are copied, some lack, some are explained, some are two under one number. */
const arrivals = fc
  .array(
    fc.record({
      n: fc.integer({ min: 1, max: 30 }),
      twin: fc.integer({ min: 0, max: 2 }),
      aside: fc.boolean()
    }),
    {
      maxLength: 60
    }
  )
  .map((all) =>
    all.map(({ n, twin, aside }) => ({
      id: id(n * 3 + twin),
      device,
      n,
      book: 'gates',
      type: aside ? 'device.set-aside' : 'gates.note-written',
      body: aside ? { n: (n % 30) + 1 } : {}
    }))
  )

test('the order in which records arrive changes no flag', () => {
  const flagged = (facts: { device: string; n: number; id: string }[]) => {
    const ledger = emptyLedger()
    const suspects = new Set<string>()
    for (const fact of facts)
      if (!enter(ledger, fact as unknown as Envelope, fact.n * 1_000)) suspects.add(numberKey(fact))
    const forks = forksAmong((facts as Envelope[]).filter((fact) => suspects.has(numberKey(fact))))
    const where = { ledgers: [ledger], everywhere: [ledger], elsewhere: [] }
    return {
      forks: forks.map(([one]) => one!.n).sort((a, b) => a - b),
      gaps: [...standingGaps('gates', where, [], stoodMs + 30_000)]
    }
  }
  fc.assert(
    fc.property(arrivals, fc.func(fc.integer()), (facts, key) => {
      const shuffled = facts.map((one, i) => [key(i), one] as const).sort(([a], [b]) => a - b)
      const inOrder = flagged(facts)
      expect(flagged(shuffled.map(([, one]) => one))).toEqual(inOrder)
      const twins = facts.filter(({ n, id, type }) =>
        facts.some((other) => other.n === n && (other.id !== id || other.type !== type))
      )
      expect(inOrder.forks).toEqual([...new Set(twins.map(({ n }) => n))].sort((a, b) => a - b))
      const there = new Set(facts.map(({ n }) => n))
      for (const { type, body } of facts)
        if (type === 'device.set-aside') there.add((body as { n: number }).n)
      const highest = Math.max(0, ...facts.map(({ n }) => n))
      const missing = Array.from({ length: highest }, (_, i) => i + 1).filter((n) => !there.has(n))
      const told = inOrder.gaps.flatMap(([, numbers]) =>
        numbers.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
      )
      expect(told).toEqual(missing)
    })
  )
})

test('numbers of any size make a flag that can be written', () => {
  const most = Number.MAX_SAFE_INTEGER
  const gap = (book: 'gates' | 'duty'): Finding => ({
    kind: 'gap',
    device,
    count: most,
    facts: [],
    numbers: [{ book, from: 1, to: most }]
  })
  const body = flagBody(joined(gap('gates'), gap('duty')), day)
  expect(v.is(FlagRaised.entries.body, body)).toBe(true)
})

test('two bodies under one id are a fork; one record with two signatures is none', () => {
  const phone = new TestDevice('giu-cong')
  const one = phone.note('xa-thu', { ms: 1_000 })
  const two = phone.note('xa-thu', {
    ms: 1_000,
    n: one.n,
    body: { what: 'closed', reason: 'Hai', who: 'Tư' }
  })
  expect(two.id).toBe(one.id)
  expect(forksAmong([one, two])).toEqual([[one, two]])
  expect(forksAmong([one, { ...one, sig: phone.sign('lại') }])).toEqual([])
})

test('numbers of one device that wait to be looked into take no room of another’s', () => {
  const many = Array.from({ length: 500 }, (_, n) => ({ device, n }))
  const before = many.reduce<string[]>(withSuspect, [])
  const other = { device: 'B'.repeat(43), n: 7 }
  expect(before.length).toBeLessThan(50)
  expect(withSuspect(before, other)).toEqual([...before, numberKey(other)])
  expect(withSuspect(withSuspect(before, other), other)).toHaveLength(before.length + 1)
})

const took = 1_000_000
const records = (...numbers: number[]) => {
  const ledger = emptyLedger()
  for (const n of numbers)
    enter(ledger, { device, n, book: 'gates', type: 'x', body: {} } as unknown as Envelope, took)
  return ledger
}
const gapsOf = (
  ledger: ReturnType<typeof emptyLedger>,
  { now = took + stoodMs, elsewhere = emptyLedger(), reports = [] as Parameters<typeof standingGaps>[2] } = {}
) =>
  (
    standingGaps(
      'gates',
      { ledgers: [ledger], everywhere: [ledger], elsewhere: [elsewhere] },
      reports,
      now
    ).get(device) ?? []
  ).map(({ from, to }) => [from, to])

test('a gap is told once it has stood a day, not before', () => {
  expect(gapsOf(records(1, 4), { now: took + stoodMs - 1 })).toEqual([])
  expect(gapsOf(records(1, 4))).toEqual([[2, 3]])
})

test('what retention and erasure removed, and what lies in another unit, is no gap', () => {
  const ledger = records(1, 9)
  const says = (type: string, book: string, body: object) =>
    enterRemovals(ledger, { type, book, body } as unknown as Envelope)
  says('directory.quarter-removed', 'directory', { book: 'gates', taken: [{ device, from: 2, to: 3 }] })
  says('directory.facts-erased', 'directory', { book: 'gates', erased: [{ device, n: 4 }] })
  says('duty.strangers-removed', 'duty', { taken: [{ device, n: 5 }] })
  expect(gapsOf(ledger)).toEqual([[5, 8]])
  expect(gapsOf(ledger, { elsewhere: records(6, 7) })).toEqual([
    [5, 5],
    [8, 8]
  ])
})

test('what a phone says it still has is no gap for a week, and what it says it has sent is missed', () => {
  const report = { device, heads: { gates: 8 }, waiting: { gates: [[2, 3] as const] }, at: took }
  expect(gapsOf(records(1, 4), { reports: [report] })).toEqual([[5, 8]])
  const week = 7 * 24 * 3_600_000
  expect(gapsOf(records(1, 4), { reports: [report], now: took + week })).toEqual([
    [2, 3],
    [5, 8]
  ])
})

const raised = (world: DirectoryWorld, by: TestDevice, body: object = flagBody(unsealed(id(1)), day)) =>
  by.fact(world.unit, 'private', 'private.flag-raised', `unit/${world.unit}`, body)
const settled = (world: DirectoryWorld, by: TestDevice, flag: string) =>
  by.fact(world.unit, 'private', 'private.flag-settled', `unit/${world.unit}`, { flag })

test('a flag stands until a commander settles it, for all workers that raised it', () => {
  const world = new DirectoryWorld()
  const keeper = world.phone('giu-cong', 'keeper')
  const [first, second] = [raised(world, world.server), raised(world, world.server)]
  const open = (...more: Envelope[]) => openFlags([first, second, ...more], world.known())
  expect(open()).toMatchObject([{ kind: 'unsealed', device, day, count: 1, ids: [first.id, second.id] }])
  expect(open(settled(world, keeper, first.id))).toHaveLength(1)
  expect(open(settled(world, world.commander, second.id))).toEqual([])
})

test('what was raised after that, or names more, stands', () => {
  const world = new DirectoryWorld()
  const names = (...facts: string[]) => flagBody(unsealed(...facts), day)
  const first = raised(world, world.server, names(id(1)))
  const more = raised(world, world.server, names(id(1), id(2)))
  const settling = settled(world, world.commander, first.id)
  const ms = idTime(settling.id) + 5
  const stream = `unit/${world.unit}`
  const later = world.server.fact(world.unit, 'private', 'private.flag-raised', stream, names(id(1)), { ms })
  const open = openFlags([first, more, settling, later], world.known())
  expect(open.map(({ ids }) => ids)).toEqual([[more.id, later.id]])
})

test('nobody but the server’s certified device raises a flag', () => {
  const world = new DirectoryWorld()
  const keeper = world.phone('giu-cong', 'keeper')
  const other = new DirectoryWorld()
  expect(openFlags([raised(world, keeper), raised(world, other.server)], world.known())).toEqual([])
  expect(subjectOfFlag(openFlags([raised(world, world.server)], world.known())[0]!)).toBe(
    `unsealed ${device}`
  )
})
