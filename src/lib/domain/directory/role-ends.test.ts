import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import type { TestDevice } from '../../../../tests/facts.ts'
import type { Envelope } from '../fact.ts'
import { keyHolderOf } from '../gates/contract/keys.ts'
import { isUnconfirmed, keyFor } from '../trust.ts'
import { isCertified } from './certified.ts'
import { deviceOf, directory, rolesAt } from './directory.ts'
import { endOfDay, listedRoles } from './role-ends.ts'

const since = Date.UTC(2026, 9, 1)
const world = new DirectoryWorld('xa-thu', since)
const { commander, server, unit } = world
const keeper = world.phone('giu-cong', 'keeper', 'hamlet')
const deputy = world.phone('pho', 'commander')
const fresh = world.waiting('can-bo', 'officer')
const day = 24 * 3_600_000
const end = endOfDay('2026-11-10')
const listing = (of: TestDevice, roles: string[], until: object | undefined, ms = Date.UTC(2026, 10, 1)) =>
  world.says(
    server,
    'account-listed',
    `account/${of.account}`,
    { account: of.account, name: 'Người', roles, ...(until && { until }) },
    { ms }
  )
const ending = listing(keeper, ['keeper', 'hamlet'], { keeper: '2026-11-10' })
const deputyEnding = listing(deputy, ['commander'], { commander: '2026-11-10' })
const known = world.known(ending, deputyEnding)

test('a day is over at midnight in Vietnam', () => {
  expect(new Date(end).toISOString()).toBe('2026-11-10T17:00:00.000Z')
})

test('a role counts until the end of its last day, whatever certificate gives it; the others go on', () => {
  const at = (ms: number) => rolesAt(known, 'giu-cong', keeper.id, ms)
  expect([at(end - 1), at(end)]).toEqual([['keeper', 'hamlet'], ['hamlet']])
  expect([listedRoles(known, 'giu-cong', end - 1), listedRoles(known, 'giu-cong', end)]).toEqual([
    ['keeper', 'hamlet'],
    ['hamlet']
  ])
  expect(rolesAt(known, 'pho', deputy.id, end)).toEqual([])
  // A commander's approval gives no role for longer.
  const anew = world.approval(commander, keeper, ['keeper', 'hamlet'], { ms: end - day })
  expect(rolesAt(world.known(ending, anew), 'giu-cong', keeper.id, end)).toEqual(['hamlet'])
})

test('a listing that prolongs a role gives no rights to the days between', () => {
  const prolonged = listing(keeper, ['keeper'], { keeper: '2026-12-31' }, end + 2 * day)
  for (const facts of [
    [ending, prolonged],
    [prolonged, ending]
  ]) {
    const at = (ms: number) => rolesAt(world.known(...facts), 'giu-cong', keeper.id, ms).includes('keeper')
    expect([end - 1, end + day, end + 2 * day, endOfDay('2026-12-31')].map(at)).toEqual([
      true,
      false,
      true,
      false
    ])
  }
})

test('only a server says when a role ends', () => {
  const body = { account: 'truong', name: 'Người', roles: ['commander'], until: { commander: '2026-11-02' } }
  const forged = world.says(deputy, 'account-listed', 'account/truong', body, { ms: Date.UTC(2026, 10, 1) })
  expect(rolesAt(world.known(forged), 'truong', commander.id, end)).toEqual(['commander'])
})

test('what a keeper recorded before counts when it comes afterwards; what they recorded after does not', () => {
  const took = end + day
  const before = { ...keeper.note(unit, { ms: end - 1 }), took }
  const after = { ...keeper.note(unit, { ms: end + 1 }), took }
  const only = world.known(listing(keeper, ['keeper'], { keeper: '2026-11-10' }))
  expect([isUnconfirmed(before, only), keyFor(before, only)]).toEqual([false, keeper.publicKey])
  expect(isCertified(before, only, world.root.id, end - 1)).toBe(true)
  const late = keeper.fact(unit, 'gates', 'gates.note-written', 'gate/1', after.body, { ms: end + 1 })
  const gone = world.known(listing(keeper, ['ubnd', 'keeper'], { keeper: '2026-11-10', ubnd: '2026-11-10' }))
  expect(rolesAt(gone, 'giu-cong', keeper.id, end + 1)).toEqual(['hamlet'])
  const none = world.known(listing(keeper, [], { keeper: '2026-11-10', hamlet: '2026-11-10' }))
  expect([keyFor(late, none), isCertified(late, none, world.root.id, end + 1)]).toEqual([null, false])
})

test('an approval counts if its author’s right lasted when it was signed, and when the server took it', () => {
  const lets = (ms: number, took: number, ...more: Envelope[]) => {
    const approval = { ...world.approval(deputy, fresh, ['officer'], { ms }), took }
    return deviceOf(
      directory([...world.facts, deputyEnding, ...more, approval], world.root.id),
      'can-bo',
      fresh.id
    )!.approved
  }
  expect(lets(end - 2, end - 1)).toBe(true)
  expect(lets(end + 1, end + 1)).toBe(false)
  // Backdated, by whoever still has the phone.
  expect(lets(end - 2, end + 1)).toBe(false)
  // A phone whose clock runs ahead loses nothing.
  expect(lets(end + 1, end - 1)).toBe(true)
  // Signed in between, taken when the role was prolonged.
  const prolonged = listing(deputy, ['commander'], undefined, end + 2 * day)
  expect(lets(end + day, end + 3 * day, prolonged)).toBe(false)
  expect(lets(end + 2 * day + 1, end + 3 * day, prolonged)).toBe(true)
})

test('what is said about a gate counts likewise', () => {
  const gates = (ms: number, took: number) => {
    const body = { gate: 'cong-1', name: 'Cổng', kind: 'hand' }
    const said = { ...world.says(deputy, 'gate-registered', 'gate/cong-1', body, { ms }), took }
    return world.known(deputyEnding, said).gates.size
  }
  expect([gates(end - 2, end - 1), gates(end + 1, end + 1), gates(end - 2, end + 1)]).toEqual([1, 0, 0])
})

test('a gate knows no right whose last day is over by its own clock; one that lost the time still obeys', () => {
  const holder = (now?: number) => {
    const { roles, standing } = keyHolderOf(known, 'pho', deputy.id, now)!
    return [roles.join(), standing]
  }
  expect([holder(end - 1), holder(end), holder(0), holder()]).toEqual([
    ['commander', 'approved'],
    ['', 'revoked'],
    ['commander', 'approved'],
    ['commander', 'approved']
  ])
})
