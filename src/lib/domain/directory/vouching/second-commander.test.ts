import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../../tests/facts.ts'
import type { Envelope } from '../../fact.ts'
import type { Fact } from '../../facts.ts'
import { deviceOf, directory, rolesAt } from '../directory.ts'
import { DirectoryLog } from '../log/directory-log.ts'
import { approversOf, commandersAt, vouchingBar } from './vouching-bar.ts'

const since = Date.UTC(2026, 10, 1)
const world = new DirectoryWorld('xa-thu', since)
const { commander, root, server, unit } = world
const deputy = world.phone('pho', 'commander')
const own = new TestDevice('truong')
const hour = 3_600_000
const at = (hours: number) => ({ ms: since + (100 + hours) * hour, took: since + (100 + hours) * hour })
const enrolled = own.enrolment(unit, at(0))
const approval = world.approval(commander, own, ['commander'], at(3))
const suspension = (by: TestDevice) =>
  world.says(by, 'account-suspended', 'account/pho', { account: 'pho', reason: 'Nghỉ', stands: [] }, at(1))
const readmission = (by: TestDevice, { id }: Envelope) =>
  world.says(by, 'device-readmitted', `device/${deputy.id}`, { device: deputy.id, revocation: id }, at(5))

/** Tells whether everybody lets the commander's own phone in; the gateway, asked before, must say the same. */
function letsOwnIn(...facts: Envelope[]): boolean {
  const before = facts.filter(({ took }) => took! < at(3).took)
  const bar = vouchingBar(world.known(enrolled, ...before), approval as Fact, at(3).ms)
  const isIn = deviceOf(world.known(enrolled, ...facts, approval), own.account, own.id)!.approved
  expect(bar).toEqual(isIn ? null : { code: 'own-phone' })
  return isIn
}

test('whom a commander puts out of use stands in the way of their own phone all the same, readmitted or not', () => {
  const revoked = world.revocation(commander, deputy, [], at(1))
  expect(letsOwnIn(revoked)).toBe(false)
  expect(letsOwnIn(revoked, readmission(commander, revoked))).toBe(false)
  expect(letsOwnIn(suspension(commander))).toBe(false)
  expect(letsOwnIn(suspension(commander), revoked)).toBe(false)
  // By a second phone of theirs, and dated back.
  const other = new TestDevice('truong')
  const twin = [other.enrolment(unit, at(0)), world.approval(server, other, ['commander'], at(0))]
  const early = { ...at(1), ms: at(0.5).ms }
  expect(letsOwnIn(...twin, world.revocation(other, deputy, [], early))).toBe(false)
  // Then the province approves.
  const known = world.known(enrolled, revoked)
  expect(approversOf(known, deviceOf(known, own.account, own.id)!, at(3).ms)).toEqual([])
})

test('nor does a commander undo the other’s approval, by a revocation that does not name it, to approve their own', () => {
  const other = new TestDevice('truong')
  const third = new TestDevice('pho-hai')
  const facts = [
    world.listing('pho-hai', ['commander'], at(0)),
    third.enrolment(unit, at(0)),
    other.enrolment(unit, at(0)),
    world.approval(commander, third, ['commander'], at(0.5)),
    world.approval(server, other, ['commander'], at(0.5)),
    world.revocation(server, deputy, [], at(0.5))
  ]
  const undoing = (by: TestDevice) => {
    const undone = world.revocation(by, commander, [], at(1))
    const said = world.approval(other, own, ['commander'], at(3))
    const before = world.known(enrolled, ...facts, undone)
    expect(deviceOf(before, 'pho-hai', third.id)!.admitted).toBe(false)
    const isIn = deviceOf(world.known(enrolled, ...facts, undone, said), own.account, own.id)!.approved
    expect(vouchingBar(before, said as Fact, at(3).ms)).toEqual(isIn ? null : { code: 'own-phone' })
    const log = new DirectoryLog(root.id)
    for (const fact of [...world.facts, enrolled, ...facts, said, undone]) log.take([fact])
    expect(deviceOf(log.directory, own.account, own.id)!.approved).toBe(isIn)
    return isIn
  }
  expect([other, server].map(undoing)).toEqual([false, true])
})

test('whom others put out of use does not, also where the commander says so too', () => {
  const byServer = world.revocation(server, deputy, [], at(1))
  const revoked = world.revocation(commander, deputy, [], at(2))
  expect(letsOwnIn(byServer)).toBe(true)
  expect(letsOwnIn(byServer, revoked)).toBe(true)
  expect(letsOwnIn(suspension(server))).toBe(true)
  const back = world.says(
    server,
    'device-readmitted',
    `device/${deputy.id}`,
    { device: deputy.id, revocation: byServer.id },
    at(2)
  )
  expect(letsOwnIn(byServer, revoked, back)).toBe(false)
})

test('a commander makes no other one a lesser one by an approval, for a moment or for good', () => {
  const until = new Date(at(4).ms).toISOString()
  const both = world.listing('pho', ['commander', 'officer'], at(0))
  const given = [{}, { until }, { from: new Date(at(2).ms).toISOString() }]
  for (const [roles, more] of [[], ['officer' as const]].flatMap((roles) =>
    given.map((one) => [roles, one] as const)
  )) {
    const lesser = world.approval(commander, deputy, roles, { ...at(1), ...more })
    expect(vouchingBar(world.known(both), lesser as Fact, at(1).ms)).toEqual({ code: 'demotion' })
    expect(letsOwnIn(both, lesser)).toBe(false)
    expect(rolesAt(world.known(both, lesser), 'pho', deputy.id, at(3).ms)).toEqual(['commander'])
  }
  // The server may, and whom it made a lesser one is not in the way.
  expect(letsOwnIn(both, world.approval(server, deputy, ['officer'], at(1)))).toBe(true)
})

test('a commander whose last day is over is none: neither in the way nor asked', () => {
  const body = { account: 'pho', name: 'Phó', roles: ['commander'], until: { commander: '2026-11-03' } }
  const ended = world.says(server, 'account-listed', 'account/pho', body, {
    ms: since + hour,
    took: since + hour
  })
  expect(letsOwnIn(ended)).toBe(true)
  const known = world.known(ended)
  expect([commandersAt(known, at(0).ms), commandersAt(known, since + 2 * hour)]).toEqual([
    ['truong'],
    ['truong', 'pho']
  ])
  expect(approversOf(known, { account: 'giu-cong', introducedAt: at(0).ms }, at(1).ms)).toEqual(['truong'])
})

test('in whatever order it all arrives, the own phone stays out', () => {
  const revoked = world.revocation(commander, deputy, [], at(1))
  const lesser = world.approval(commander, deputy, ['officer'], at(2))
  const more = [enrolled, revoked, lesser, approval, readmission(commander, revoked), suspension(commander)]
  const all = [...world.facts, ...more]
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (facts) => {
      const known = directory(facts, root.id)
      expect(deviceOf(known, own.account, own.id)!.approved).toBe(false)
      expect(rolesAt(known, 'pho', deputy.id, at(0).ms)).toEqual(['commander'])
    })
  )
})
