import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../../tests/facts.ts'
import type { Envelope } from '../../fact.ts'
import { keyFor } from '../../trust.ts'
import { isCertified } from '../certified.ts'
import { deviceOf, directory, rolesAt, type Directory } from '../directory.ts'
import { DirectoryLog } from '../log/directory-log.ts'
import type { Role } from '../../roles.ts'

const since = Date.UTC(2026, 10, 1)
const world = new DirectoryWorld('xa-thu', since)
const { commander, root, server, unit } = world
const keeper = world.phone('giu-cong', 'keeper')
const hour = 3_600_000
const at = (hours: number) => ({ ms: since + (100 + hours) * hour, took: since + (100 + hours) * hour })
const rolesOf = (device: TestDevice, known: Directory, hours: number) =>
  rolesAt(known, device.account, device.id, at(hours).ms)
const gives = (roles: Role[], hours: number, device = keeper) =>
  world.approval(commander, device, roles, at(hours))

test('a commander gives no role with which the server does not list the account; the server may', () => {
  const roles: Role[] = ['keeper', 'officer', 'private-reader', 'agent']
  const known = world.known(gives(roles, 1))
  expect(rolesOf(keeper, known, 2)).toEqual(['keeper'])
  expect(rolesOf(keeper, world.known(world.approval(server, keeper, roles, at(1))), 2)).toEqual(roles)
  const event = keeper.fact(unit, 'gates', 'gates.event-reported', 'gate/1', { kind: 'online' }, at(2))
  expect([keyFor(event, known), isCertified(event, known, root.id, at(2).ms)]).toEqual([null, false])
})

test('an account that nobody lists has no role, and writes nothing of a type of tomorrow either', () => {
  const nobody = new TestDevice('ai-do')
  const enrolled = nobody.enrolment(unit, at(0))
  const bare = new TestDevice('giu-cong')
  const known = world.known(
    enrolled,
    bare.enrolment(unit, at(0)),
    gives(['keeper'], 1, nobody),
    gives([], 1, bare)
  )
  expect(rolesOf(nobody, known, 2)).toEqual([])
  const later = (by: TestDevice) => by.fact(unit, 'gates', 'gates.of-tomorrow', 'gate/1', {}, at(2))
  const certified = [nobody, bare, keeper, server].map((by) =>
    isCertified(later(by), known, root.id, at(2).ms)
  )
  expect(certified).toEqual([false, false, true, true])
})

test('what gives nothing takes nothing: the certificate before it goes on, and a phone that waits waits', () => {
  const waits = new TestDevice('giu-cong')
  const known = world.known(waits.enrolment(unit, at(0)), gives(['officer'], 1), gives(['officer'], 1, waits))
  expect(rolesOf(keeper, known, 2)).toEqual(['keeper'])
  expect(deviceOf(known, waits.account, waits.id)).toMatchObject({ admitted: false, approved: false })
})

test('a listing speaks from its time on; the first one of before, too, whether it came before the approval or after', () => {
  const officer = new TestDevice('can-bo')
  const facts = [
    officer.enrolment(unit, at(0)),
    gives(['officer', 'keeper', 'ubnd'], 2, officer),
    world.listing('can-bo', ['officer'], at(3)),
    world.listing('can-bo', ['officer', 'keeper'], at(5)),
    world.listing('can-bo', ['keeper'], at(7))
  ]
  const known = world.known(...facts)
  expect([1, 4, 5, 6, 7, 8].map((hours) => rolesOf(officer, known, hours).join())).toEqual([
    'officer',
    'officer',
    'officer,keeper',
    'officer,keeper',
    'keeper',
    'keeper'
  ])
})

test('what a commander gives for a time ends then, whatever is listed', () => {
  const until = new Date(at(4).ms).toISOString()
  const given = world.approval(commander, keeper, ['keeper', 'officer'], { ...at(1), until })
  const known = world.known(given, world.listing('giu-cong', ['keeper', 'officer'], at(3)))
  expect([2, 3, 4].map((hours) => rolesOf(keeper, known, hours).length)).toEqual([1, 2, 1])
})

test('no approval gives another role in the place of one whose last day is over', () => {
  const body = { account: 'giu-cong', name: 'Người', roles: ['keeper'], until: { keeper: '2026-11-02' } }
  const ended = world.says(server, 'account-listed', 'account/giu-cong', body, { ms: since + hour })
  const known = world.known(ended, gives(['keeper', 'officer', 'agent'], 1))
  expect(rolesOf(keeper, known, 2)).toEqual([])
})

test('nobody lists but a server: not a commander, nor whoever signs in its name', () => {
  const forger = new TestDevice(server.account)
  const forged = [commander, forger].map((by) =>
    world.says(by, 'account-listed', 'account/giu-cong', world.listing('giu-cong', ['officer']).body, at(0))
  )
  const known = world.known(forger.enrolment(unit, at(0)), ...forged, gives(['officer', 'keeper'], 1))
  expect(rolesOf(keeper, known, 2)).toEqual(['keeper'])
})

test('in whatever order listings and approvals arrive, and one by one, they give the same', () => {
  const fresh = new TestDevice('can-bo')
  const more: Envelope[] = [
    fresh.enrolment(unit, at(0)),
    world.listing('can-bo', ['officer'], at(1)),
    gives(['officer', 'keeper'], 2, fresh),
    world.listing('can-bo', ['officer', 'keeper'], at(3)),
    world.listing('can-bo', ['keeper'], at(4)),
    gives(['keeper', 'officer', 'commander'], 5, fresh),
    world.listing('giu-cong', ['keeper', 'commander'], at(2)),
    gives(['keeper', 'commander'], 3),
    world.approval(keeper, fresh, ['keeper', 'agent'], at(6)),
    world.listing('giu-cong', ['keeper'], at(7))
  ]
  const seen = (known: Directory) =>
    [keeper, fresh].map(({ account, id }) => deviceOf(known, account, id)?.certificates ?? [])
  fc.assert(
    fc.property(fc.shuffledSubarray(more, { minLength: more.length }), (facts) => {
      const log = new DirectoryLog(root.id)
      log.take(world.facts)
      facts.forEach((fact, i) => {
        log.take([fact])
        expect(seen(log.directory)).toEqual(
          seen(directory([...world.facts, ...facts.slice(0, i + 1)], root.id))
        )
      })
    })
  )
})
