import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  comparable,
  device,
  fresh,
  history,
  iso,
  keeper,
  says,
  start,
  world
} from '../../../../../tests/devices/directory-history.ts'
import type { TestDevice } from '../../../../../tests/facts.ts'
import type { Envelope } from '../../fact.ts'
import { countingFacts } from '../counting.ts'
import { directory } from '../directory.ts'
import { DirectoryLog } from './directory-log.ts'

const { root, server, commander } = world

test('kept as facts arrive it is what all of them fold into: in whatever order, and by twos and threes', () => {
  const arrival = history.chain((all) =>
    fc.record({
      facts: fc.oneof(
        fc.constant([...all].sort((a, b) => (a.id < b.id ? -1 : 1))),
        fc.shuffledSubarray(all, { minLength: all.length })
      ),
      step: fc.integer({ min: 1, max: 5 })
    })
  )
  fc.assert(
    fc.property(arrival, ({ facts, step }) => {
      const log = new DirectoryLog(root.id)
      for (let i = 0; i < facts.length; i += step) {
        log.take(facts.slice(i, i + step))
        const here = facts.slice(0, i + step)
        expect(comparable(log.directory)).toEqual(comparable(directory(here, root.id)))
        expect(log.counting).toEqual(countingFacts(here, root.id).facts)
      }
    }),
    { numRuns: 120 }
  )
})

test('of 20,000 facts one that arrives costs itself, or the facts of the phone that it lets in or bars', () => {
  const n = 1_000
  const gates = Array.from({ length: 18_000 }, (_, i) => {
    const gate = `cong-${i}`
    const body = { gate, name: 'Cổng', kind: 'hand' }
    return says(i % 2 ? commander : server, n + i, 1_000 + i, 'gate-registered', `gate/${gate}`, body, {})
  })
  const phones = Array.from({ length: 2_000 }, (_, i) => {
    const body = { account: `nguoi-${i}`, name: 'Người', roles: ['keeper'] }
    return says(server, 30_000 + i, 30_000 + i, 'account-listed', `account/nguoi-${i}`, body, {})
  })
  // Whoever may write a time of their own spoils nobody else's place.
  const ahead = { at: iso(start + 9e9) }
  const far = says(keeper, 900, 999, 'alarm-key-set', 'device/x', {}, ahead)
  const log = new DirectoryLog(root.id)
  log.take([...world.facts, ...gates, ...phones, far])
  const cost = (...facts: Envelope[]) => {
    const before = log.looked
    log.take(facts)
    expect(log.directory.gates.size).toBe(18_000)
    return log.looked - before
  }
  const late = 100_000
  const by = [commander, 50_000, late] as const
  const listing = { account: 'can-bo', name: 'Cán bộ', roles: ['officer'] }
  expect(cost(says(server, 50_000, late, 'account-listed', 'account/can-bo', listing, {}))).toBe(1)
  const gate = { gate: 'cong-7', name: 'Cổng mới', kind: 'hand' }
  expect(cost(says(...by, 'gate-registered', 'gate/cong-7', gate, {}))).toBe(1)
  expect(log.directory.gates.get('cong-7')?.name).toBe('Cổng mới')
  const enrolment = { key: fresh.publicKey, label: 'Máy' }
  expect(cost(says(fresh, 1, late + 1, 'device-enrolled', device(fresh), enrolment, {}))).toBe(1)
  const roles = ['officer']
  const approval = { account: fresh.account, device: fresh.id, roles, from: iso(start + late * 1_000) }
  expect(cost(says(commander, 50_001, late + 2, 'device-approved', device(fresh), approval, {}))).toBe(2)
  expect(log.directory.devices.find(({ id }) => id === fresh.id)?.approved).toBe(true)
  // The first revocation of all sends the chain round once more.
  const revocation = (of: TestDevice) => ({ device: of.id, reason: 'Mất', stands: [] })
  cost(says(commander, 50_002, late + 3, 'device-revoked', device(keeper), revocation(keeper), {}))
  expect(
    cost(says(commander, 50_003, late + 4, 'device-revoked', device(fresh), revocation(fresh), {}))
  ).toBe(2)
  expect(log.directory.devices.find(({ id }) => id === fresh.id)?.approved).toBe(false)
})

test('what a phone says after it was let in again counts', () => {
  const log = new DirectoryLog(root.id)
  log.take(world.facts)
  const sets = (n: number, s: number, alarmKey: object) =>
    says(keeper, n, s, 'alarm-key-set', 'device/x', alarmKey, {})
  const key = { alarmKey: { id: keeper.id, key: keeper.publicKey } }
  const revoked = (n: number, s: number) =>
    says(
      commander,
      n,
      s,
      'device-revoked',
      device(keeper),
      { device: keeper.id, reason: 'Mất', stands: [] },
      {}
    )
  const known = () => log.directory.devices.find(({ id }) => id === keeper.id)!
  const first = revoked(100, 100)
  log.take([revoked(99, 99)])
  log.take([first])
  log.take([sets(100, 101, key)])
  expect(known()).toMatchObject({ approved: false, alarmKey: null })
  for (const [i, { fact }] of known().barrings.entries())
    log.take([
      says(
        commander,
        102 + i,
        102 + i,
        'device-readmitted',
        device(keeper),
        { device: keeper.id, revocation: fact },
        {}
      )
    ])
  log.take([sets(101, 110, key)])
  expect(known()).toMatchObject({ approved: true, alarmKey: { id: keeper.id } })
})
