import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../../tests/facts.ts'
import type { Envelope } from '../../fact.ts'
import { deviceOf, directory, rolesAt, type Directory } from '../directory.ts'

const since = Date.UTC(2026, 10, 1)
const world = new DirectoryWorld('xa-thu', since)
const { commander, root, server, unit } = world
const second = world.phone('pho', 'commander')
const third = world.phone('pho-hai', 'commander')
const keeper = world.phone('giu-cong', 'keeper')
const hour = 3_600_000
/** A fact that the server took at that hour after everything else. */
const at = (hours: number) => ({ ms: since + (100 + hours) * hour, took: since + (100 + hours) * hour })
const introduced = (device: TestDevice, hours: number, forged: object = {}) =>
  device.enrolment(unit, { ...at(hours), ...forged })
const isIn = ({ account, id }: TestDevice, known: Directory) =>
  deviceOf(known, account, id)?.approved ?? false
const letsIn = (device: TestDevice, ...facts: Envelope[]) => isIn(device, world.known(...facts))
const other = new TestDevice('giu-cong')

test('whoever reset a password approves no phone that was introduced afterwards; any other commander and the server do', () => {
  const before = [world.reset(commander, 'giu-cong', at(1)), introduced(other, 2)]
  const by = (author: TestDevice) =>
    letsIn(other, ...before, world.approval(author, other, ['keeper'], at(3)))
  expect([commander, second, third, server].map(by)).toEqual([false, true, true, true])
})

test('a phone that was introduced before the reset waits for no other commander', () => {
  const facts = [introduced(other, 1), world.reset(commander, 'giu-cong', at(2))]
  expect(letsIn(other, ...facts, world.approval(commander, other, ['keeper'], at(3)))).toBe(true)
})

test('no time that a phone writes itself makes the phone older than the reset, or the reset younger than the phone', () => {
  const early = at(-50).ms
  const approval = world.approval(commander, other, ['keeper'], { ...at(3), ms: early })
  const reset = world.reset(commander, 'giu-cong', at(1))
  expect(letsIn(other, reset, introduced(other, 2, { ms: early }), approval)).toBe(false)
  const ahead = world.reset(commander, 'giu-cong', { ...at(1), ms: at(500).ms })
  expect(letsIn(other, ahead, introduced(other, 2), approval)).toBe(false)
  // Nobody but the server says when it came: what it has not taken came after every reset.
  expect(letsIn(other, reset, other.enrolment(unit, { ms: early }), approval)).toBe(false)
})

test('neither a reset by another commander nor one by the operator frees the first; who reset it too is bound as well', () => {
  const resets = [
    world.reset(commander, 'giu-cong', at(1)),
    world.reset(second, 'giu-cong', at(2)),
    world.reset(server, 'giu-cong', at(3))
  ]
  const by = (author: TestDevice) =>
    letsIn(other, ...resets, introduced(other, 4), world.approval(author, other, ['keeper'], at(5)))
  expect([commander, second, third, server].map(by)).toEqual([false, false, true, true])
})

test('the server’s word in another unit binds the commander who ordered the reset at home', () => {
  const by = (author: TestDevice, reset: Envelope) =>
    letsIn(other, reset, introduced(other, 2), world.approval(author, other, ['keeper'], at(3)))
  const copied = world.reset(server, 'giu-cong', { ...at(1), orderedBy: 'pho' })
  expect([by(second, copied), by(commander, copied)]).toEqual([false, true])
  // A commander who names another binds themselves.
  const named = world.reset(commander, 'giu-cong', { ...at(1), orderedBy: 'pho' })
  expect([by(second, named), by(commander, named)]).toEqual([true, false])
})

test('nobody binds a commander by a key that a carrier brought in that name', () => {
  const forged = new TestDevice('pho')
  const facts = [
    introduced(forged, 0, { via: 'giu-cong' }),
    world.reset(forged, 'giu-cong', at(1)),
    introduced(other, 2)
  ]
  expect(letsIn(other, ...facts, world.approval(second, other, ['keeper'], at(3)))).toBe(true)
})

test('what a carrier brought is no introduction, nor is a commander’s own fact about it', () => {
  const carried = introduced(other, 0, { via: 'truong' })
  const reset = world.reset(commander, 'giu-cong', at(1))
  const approval = world.approval(commander, other, ['keeper'], at(3))
  expect(letsIn(other, carried, reset, approval)).toBe(false)
  const body = { account: 'giu-cong', device: other.id, key: other.publicKey, label: 'Máy' }
  const said = { ...body, enrolledAt: new Date(at(0).ms).toISOString() }
  const introduces = (by: TestDevice) =>
    world.says(by, 'device-introduced', `device/${other.id}`, said, at(2))
  expect(letsIn(other, carried, reset, introduces(commander), approval)).toBe(false)
  expect(letsIn(other, carried, reset, introduces(server), approval)).toBe(false)
  const byOther = world.approval(second, other, ['keeper'], at(3))
  expect(letsIn(other, carried, reset, introduces(server), byOther)).toBe(true)
})

test('whoever reset a password readmits no phone that was introduced afterwards, nor one of their own', () => {
  const approved = [introduced(other, 2), world.approval(second, other, ['keeper'], at(3))]
  const revoked = world.revocation(second, other, [], at(4))
  const readmits = (by: TestDevice, fact: Envelope, device: TestDevice) =>
    world.says(
      by,
      'device-readmitted',
      `device/${device.id}`,
      { device: device.id, revocation: fact.id },
      at(5)
    )
  const reset = world.reset(commander, 'giu-cong', at(1))
  const by = (author: TestDevice) =>
    letsIn(other, reset, ...approved, revoked, readmits(author, revoked, other))
  expect([commander, second].map(by)).toEqual([false, true])
  const own = new TestDevice('truong')
  const mine = [introduced(own, 2), world.approval(second, own, ['commander'], at(3))]
  const lost = world.revocation(second, own, [], at(4))
  const ownBy = (author: TestDevice) => letsIn(own, ...mine, lost, readmits(author, lost, own))
  expect([commander, third].map(ownBy)).toEqual([false, true])
})

test('whoever reset a password restores the suspended account only while there is no other commander', () => {
  const suspension = { account: 'giu-cong', reason: 'Nghỉ', stands: [] }
  const stopped = world.says(commander, 'account-suspended', 'account/giu-cong', suspension, at(2))
  const restores = (by: TestDevice) =>
    world.says(
      by,
      'account-restored',
      'account/giu-cong',
      { account: 'giu-cong', suspension: stopped.id },
      at(3)
    )
  const reset = world.reset(commander, 'giu-cong', at(1))
  const by = (author: TestDevice, ...more: Envelope[]) =>
    letsIn(keeper, reset, stopped, ...more, restores(author))
  expect([by(commander), by(second)]).toEqual([false, true])
  const gone = [second, third].map((device) => world.revocation(server, device, [], at(1)))
  expect(by(commander, ...gone)).toBe(true)
  // Stays what it was when somebody resets it later.
  expect(letsIn(keeper, stopped, restores(second), world.reset(second, 'giu-cong', at(4)))).toBe(true)
})

test('a commander approves a phone of their own only while no other commander has one in use', () => {
  const own = new TestDevice('truong')
  const facts = [introduced(own, 1), world.approval(commander, own, ['commander'], at(2))]
  const gone = (...devices: TestDevice[]) =>
    devices.map((device) => world.revocation(server, device, [], at(0)))
  expect(letsIn(own, ...facts)).toBe(false)
  expect(letsIn(own, ...facts, ...gone(second))).toBe(false)
  expect(letsIn(own, ...facts, ...gone(second, third))).toBe(true)
  expect(letsIn(own, introduced(own, 1), world.approval(second, own, ['commander'], at(2)))).toBe(true)
  expect(letsIn(own, introduced(own, 1), world.approval(server, own, ['commander'], at(2)))).toBe(true)
})

test('an approval of one’s own phone counts by the time at which the server took it, not before it did', () => {
  const small = new DirectoryWorld('xa-nho', since)
  const own = new TestDevice(small.commander.account)
  const when = (hours: number) => ({ ms: since + hours * hour, took: since + hours * hour })
  const enrolled = own.enrolment('xa-nho', when(1))
  const approval = (more: object) =>
    small.approval(small.commander, own, ['commander'], { ...when(2), ...more })
  const deputy = small.waiting('pho', 'commander')
  const deputised = small.approval(small.server, deputy, ['commander'], when(5))
  const isOwnIn = (...facts: Envelope[]) => isIn(own, small.known(enrolled, ...facts))
  expect(isOwnIn(approval({}))).toBe(true)
  expect(isOwnIn(approval({}), deputised)).toBe(true)
  expect(isOwnIn(approval({ took: when(6).took }), deputised)).toBe(false)
  // Counts for none that only a carrier brought: it may come out of any time.
  const carried = { ...approval({ took: undefined }), sync: 'carried' } as unknown as Envelope
  expect(isOwnIn(carried)).toBe(false)
})

test('a commander makes nobody a commander whom the server does not list as one at that time', () => {
  const helper = new TestDevice('giu-cong')
  const given = (facts: Envelope[], hours: number) =>
    rolesAt(world.known(introduced(helper, 0), ...facts), 'giu-cong', helper.id, at(hours).ms)
  const approval = world.approval(commander, helper, ['commander', 'keeper'], at(2))
  expect(given([approval], 3)).toEqual(['keeper'])
  const listed = world.listing('giu-cong', ['commander'], at(1))
  expect(given([approval, listed], 3)).toContain('commander')
  const former = world.listing('giu-cong', ['keeper'], at(1.5))
  expect(given([approval, listed, former], 3)).toEqual(['keeper'])
  // Nor by a time when it still did.
  const backdated = world.approval(commander, helper, ['commander'], { ...at(2), ms: at(1.2).ms })
  expect(given([backdated, listed, former], 3)).toEqual([])
  // So whoever they would make one approves no phone for them.
  const victim = new TestDevice('pho')
  const facts = [
    world.reset(commander, 'pho', at(0)),
    introduced(helper, 1),
    approval,
    introduced(victim, 3),
    world.approval(helper, victim, ['commander'], at(4))
  ]
  expect(letsIn(victim, ...facts)).toBe(false)
  const own = world.listing('giu-cong', ['commander'], at(1))
  const asCommander = world.says(commander, 'account-listed', 'account/giu-cong', own.body, at(1))
  expect(letsIn(victim, ...facts, asCommander)).toBe(false)
})

test('everybody sees who reset whose password and when; nobody resets their own', () => {
  const facts = [
    world.reset(server, 'giu-cong', at(2)),
    world.reset(commander, 'giu-cong', at(1)),
    world.reset(keeper, 'giu-cong', at(1)),
    world.reset(commander, 'truong', at(1))
  ]
  expect([...world.known(...facts).passwordResets]).toEqual([
    [
      'giu-cong',
      [
        { fact: facts[1]!.id, by: 'truong', at: at(1).ms },
        { fact: facts[0]!.id, by: 'may-chu', at: at(2).ms }
      ]
    ]
  ])
})

test('in whatever order resets, introductions and approvals arrive, the same phones are let in', () => {
  const own = new TestDevice('truong')
  const late = new TestDevice('pho-hai')
  const revoked = world.revocation(second, other, [], at(6))
  const more = [
    world.reset(commander, 'giu-cong', at(1)),
    introduced(other, 2),
    world.approval(commander, other, ['keeper'], at(3)),
    world.approval(second, other, ['commander', 'keeper'], { ...at(5), ms: at(2).ms }),
    revoked,
    world.says(
      commander,
      'device-readmitted',
      `device/${other.id}`,
      { device: other.id, revocation: revoked.id },
      at(7)
    ),
    introduced(own, 2),
    world.approval(commander, own, ['commander'], { ...at(9), ms: at(2).ms }),
    introduced(late, 3),
    world.reset(second, 'pho-hai', at(4)),
    world.approval(second, late, ['commander'], at(8)),
    world.listing('giu-cong', ['commander', 'keeper'], at(4)),
    world.revocation(server, third, [], at(5))
  ]
  const all = [...world.facts, ...more]
  const sorted = ({ devices }: Directory) =>
    devices
      .map(({ id, account, approved, certificates }) => ({ id, account, approved, certificates }))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
  const expected = sorted(directory(all, root.id))
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (facts) => {
      expect(sorted(directory(facts, root.id))).toEqual(expected)
    })
  )
})
