import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../tests/devices/directory-world.ts'
import type { TestDevice } from '../../../tests/facts.ts'
import type { Envelope } from './fact.ts'
import { isUnconfirmed, keyFor, needsProof } from './trust.ts'
import { idTime } from './uuid.ts'

/** About when the phones of these tests leave, Unix ms. */
const left = Date.now()
const world = new DirectoryWorld()
const keeper = world.phone('giu-cong', 'keeper')
const waiting = world.waiting('can-bo')
const fact = keeper.note(world.unit)
const known = world.known()

test('a carried fact is vouched for by its author’s certified device', () =>
  expect(keyFor(fact, known)).toEqual(keeper.publicKey))

test.each([
  ['an unknown device', new DirectoryWorld().commander.note(world.unit)],
  ['a device not let in', waiting.note(world.unit)],
  ["somebody else's device", { ...fact, by: 'can-bo' }],
  ['a role that may not write it', world.phone('uy-ban', 'ubnd').note(world.unit)],
  ['a type that this build does not know', { ...fact, type: 'gates.moon-seen' }],
  ['a type by the name of a method', { ...fact, type: 'toString' }]
])('not by %s', (_, carried) => expect(keyFor(carried, world.known())).toBeNull())

test('nor by the same key under another account, which nobody certified', () => {
  const own = keeper.enrolment(world.unit, { by: 'truong' })
  expect(keyFor({ ...fact, by: 'truong' }, world.known(own))).toBeNull()
})

test('what its author sent himself needs no proof', () => {
  expect(needsProof({ sync: 'received' })).toBe(false)
  expect(needsProof({ sync: 'received', via: 'ph-truc' })).toBe(true)
  expect(needsProof({ sync: 'carried' })).toBe(true)
})

test('a date in the future is read as the time at which the server took it', () => {
  const world = new DirectoryWorld()
  const phone = world.phone('giu-cong', 'keeper')
  const ended = Date.now() + 60_000
  world.facts.push(
    world.approval(world.commander, phone, ['keeper'], { until: new Date(ended).toISOString() }),
    world.approval(world.commander, phone, [], { from: new Date(ended).toISOString() })
  )
  const late = phone.note(world.unit, { ms: ended + 1_000 })
  expect(keyFor(late, world.known())).toBeNull()
  expect(keyFor({ ...late, took: ended - 1 }, world.known())).not.toBeNull()
  // Another phone brought it: nobody can tell whose word that is.
  expect(keyFor({ ...late, took: ended - 1, sync: 'carried' } as never, world.known())).toBeNull()
})

test.each([
  ['revoked', (world: DirectoryWorld, phone: TestDevice) => world.revocation(world.commander, phone)],
  [
    'of a suspended account',
    (world: DirectoryWorld, { account }: TestDevice) =>
      world.says(world.commander, 'account-suspended', `account/${account}`, {
        account,
        reason: 'Nghỉ việc',
        stands: []
      })
  ],
  [
    'whose role has ended',
    (world: DirectoryWorld, phone: TestDevice) =>
      world.approval(world.server, phone, ['ubnd'], { from: new Date(left).toISOString() })
  ]
] as const)(
  'what a phone %s wrote before, but the server took afterwards, waits for a commander',
  (_, leaves) => {
    const world = new DirectoryWorld('xa-thu', left - 60_000)
    const phone = world.phone('giu-cong', 'keeper')
    const leave = leaves(world, phone)
    const at = idTime(leave.id)
    world.facts.push(leave)
    const known = world.known()
    const note = phone.note(world.unit, { ms: at - 10_000 })
    expect(keyFor(note, known)).not.toBeNull()
    const taken = (took: number, sync = 'received') => isUnconfirmed({ ...note, took, sync } as never, known)
    expect([taken(at - 1), taken(left + 10), taken(at - 1, 'carried')]).toEqual([false, true, true])
    expect(isUnconfirmed({ ...world.commander.note(world.unit), took: left + 10 }, known)).toBe(false)

    const confirms = (by: TestDevice, records: string[]) =>
      world.says(by, 'records-confirmed', `device/${phone.id}`, { records })
    const stillWaits = (confirmation: Envelope) =>
      isUnconfirmed({ ...note, took: left + 10 }, world.known(confirmation))
    expect(stillWaits(confirms(world.commander, [note.id]))).toBe(false)
    expect(stillWaits(confirms(world.commander, [phone.note(world.unit, { ms: at - 10_000 }).id]))).toBe(true)
    expect(stillWaits(confirms(world.phone('can-bo', 'officer'), [note.id]))).toBe(true)
  }
)

test('nobody confirms what they wrote themselves', () => {
  const world = new DirectoryWorld('xa-thu', left - 60_000)
  const old = world.phone('pho', 'commander')
  const note = old.note(world.unit, { ms: left - 30_000 })
  const leave = world.revocation(world.commander, old)
  world.facts.push(leave)
  const next = world.phone('pho', 'commander')
  const confirmation = world.says(next, 'records-confirmed', `device/${old.id}`, { records: [note.id] })
  expect(isUnconfirmed({ ...note, took: left + 10 }, world.known(confirmation))).toBe(true)
})

test('of a directory nothing counts that came after its author had left', () => {
  const world = new DirectoryWorld('xa-thu', left - 60_000)
  const old = world.phone('pho', 'commander')
  const leave = world.revocation(world.commander, old)
  world.facts.push(leave)
  const at = idTime(leave.id)
  const named = world.says(old, 'contacts-set', 'unit/xa-thu', { police: '113' }, { ms: at - 500 })
  const police = (took?: number) =>
    world.known(took === undefined ? named : { ...named, took }).contacts.police
  expect([police(), police(at - 1), police(at + 1)]).toEqual(['113', '113', undefined])
})

test('what an officer who has become a host signs as of before waits for a commander', () => {
  const world = new DirectoryWorld()
  const phone = world.phone('ba-hue', 'officer')
  const changed = Date.now() + 60_000
  world.facts.push(
    world.listing('ba-hue', ['host']),
    world.approval(world.server, phone, ['host'], { from: new Date(changed).toISOString() })
  )
  const says = (ms: number) =>
    phone.fact(world.unit, 'hui', 'hui.entry-reversed', 'line/1', { entry: 'x', reason: 'y' }, { ms })
  const known = world.known()
  const before = says(changed - 30_000)
  expect(isUnconfirmed({ ...before, took: changed - 20_000 }, known)).toBe(false)
  expect(isUnconfirmed({ ...before, took: changed + 20_000 }, known)).toBe(true)
  expect(isUnconfirmed({ ...says(changed + 1_000), took: changed + 20_000 }, known)).toBe(false)
})
