import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../../tests/facts.ts'
import { countingFacts } from '../counting.ts'
import { DirectoryLog } from '../log/directory-log.ts'
import { deviceOf, directory, type Directory } from '../directory.ts'
import type { Fact } from '../../facts.ts'
import { approversOf, vouchingBar } from './vouching-bar.ts'

const since = Date.UTC(2026, 10, 1)
const world = new DirectoryWorld('xa-thu', since)
const { commander, root, server, unit } = world
const second = world.phone('pho', 'commander')
const third = world.phone('pho-hai', 'commander')
const hour = 3_600_000
/** A fact that the server took at that hour after everything else. */
const at = (hours: number) => ({ ms: since + (100 + hours) * hour, took: since + (100 + hours) * hour })
const introduced = (device: TestDevice, hours: number, forged: object = {}) =>
  device.enrolment(unit, { ...at(hours), ...forged })
const other = new TestDevice('giu-cong')

/** A listing by which a commander's last day is over before all hours. */
const lastDayOf = (account: string) =>
  world.says(
    server,
    'account-listed',
    `account/${account}`,
    { account, name: account, roles: ['commander'], until: { commander: '2026-11-03' } },
    { ms: since + hour, took: since + hour }
  )

test('what a screen and the gateway refuse is what counts nowhere, and whom they name may do it', () => {
  const people = [commander, second, third]
  const someHour = fc.integer({ min: 0, max: 6 })
  const story = fc.record({
    account: fc.constantFrom('giu-cong', 'truong', 'pho'),
    introducedAt: someHour,
    resets: fc.array(fc.tuple(fc.constantFrom(...people), someHour), { maxLength: 3 }),
    gone: fc.array(fc.tuple(fc.constantFrom(server, ...people), fc.constantFrom(...people), someHour), {
      maxLength: 3
    }),
    ended: fc.subarray(['pho', 'pho-hai'])
  })
  fc.assert(
    fc.property(story, ({ account, introducedAt, resets, gone, ended }) => {
      const phone = new TestDevice(account)
      const facts = [
        introduced(phone, introducedAt),
        ...resets.flatMap(([by, hours]) =>
          by.account === account ? [] : [world.reset(by, account, at(hours))]
        ),
        ...gone.map(([by, device, hours]) => world.revocation(by, device, [], at(hours))),
        ...ended.map(lastDayOf)
      ]
      const known = world.known(...facts)
      const approvers = approversOf(known, deviceOf(known, account, phone.id)!, at(7).ms)
      const isOut = ({ account, id }: TestDevice) =>
        ended.includes(account) || gone.some(([, device]) => device.id === id)
      for (const by of people.filter((one) => !isOut(one))) {
        const approval = world.approval(by, phone, ['keeper'], at(7))
        const { facts: counting } = countingFacts([...world.facts, ...facts, approval], root.id)
        const isBarred = vouchingBar(known, approval as Fact, at(7).ms) !== null
        expect(counting.some(({ id }) => id === approval.id)).toBe(!isBarred)
        expect(approvers.includes(by.account)).toBe(!isBarred)
      }
    })
  )
})

test('kept as facts arrive one by one, a late reset, listing or introduction changes what counted before', () => {
  const fresh = new TestDevice('pho')
  const more = [
    fresh.enrolment(unit, at(0)),
    world.reset(fresh, 'giu-cong', at(1)),
    introduced(other, 2),
    world.listing('giu-cong', ['commander'], at(0)),
    world.approval(second, other, ['commander', 'keeper'], at(3)),
    world.reset(server, 'giu-cong', { ...at(1), orderedBy: 'truong' })
  ]
  const seen = ({ devices }: Directory) => devices.find(({ id }) => id === other.id)?.certificates ?? []
  fc.assert(
    fc.property(fc.shuffledSubarray(more, { minLength: more.length }), (facts) => {
      const log = new DirectoryLog(root.id)
      log.take(world.facts)
      facts.forEach((fact, i) => {
        log.take([fact])
        const here = [...world.facts, ...facts.slice(0, i + 1)]
        expect(seen(log.directory)).toEqual(seen(directory(here, root.id)))
      })
    })
  )
})
