import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../devices/directory-world.ts'
import { TestDevice } from '../../facts.ts'
import { certifiedId } from '../../../src/lib/domain/certified-id.ts'
import type { Envelope } from '../../../src/lib/domain/fact.ts'
import { DirectoryLog } from '../../../src/lib/domain/directory/log/directory-log.ts'

const start = Date.UTC(2026, 10, 1)
const world = new DirectoryWorld('xa-thu', start)
const { commander } = world
const keeper = world.phone('giu-cong', 'keeper')
const iso = (ms: number) => new Date(ms).toISOString()
const key = new TestDevice('giu-cong')
const alarmKey = { id: key.id, key: key.publicKey }

/** A fact of that number and time, signed by nobody: a log is given what was verified before. */
function says(by: TestDevice, n: number, s: number, type: string, body: object): Envelope {
  const numbered = { unit: world.unit, book: 'directory', device: by.id, n }
  const ms = start + 1_000_000 + s
  const own = { stream: `device/${by.id}`, type, at: iso(ms), by: by.account, body, sig: '', took: ms }
  return { id: certifiedId(numbered, ms), ...numbered, ...own } as Envelope
}
const sets = (n: number, s: number) => says(keeper, n, s, 'directory.alarm-key-set', { alarmKey })
const names = (by: TestDevice, n: number, s: number) =>
  says(by, n, s, 'directory.contacts-set', { police: '0900 000 001' })

/** What arrives: the i-th of so many facts, in the order of arrival. */
const floods: Record<string, (i: number, count: number) => Envelope> = {
  'alarm keys in order': (i) => sets(10 + i, i),
  'alarm keys whose numbers fall while their ids rise': (i, count) => sets(10 + count - i, i),
  'alarm keys whose ids fall while their numbers rise': (i, count) => sets(10 + i, count - i),
  'numbers set aside, told backwards': (i, count) =>
    says(keeper, 10 + count - i, i, 'device.set-aside', { n: 1_000_000 + i, code: 'too-large' }),
  'a commander’s words whose numbers fall while their ids rise': (i, count) =>
    names(commander, 10 + count - i, i),
  'approvals of one phone by a commander': (i) =>
    says(commander, 10 + i, i, 'directory.device-approved', {
      account: keeper.account,
      device: keeper.id,
      roles: ['keeper'],
      from: iso(start + i)
    }),
  'revocations that leave out what stands': (i) =>
    says(commander, 10 + i, i, 'directory.device-revoked', { device: keeper.id, reason: 'Mất', stands: [] })
}

/** Gives how many facts a log looks at when so many come, and as many together. */
function looked(flood: (i: number, count: number) => Envelope, count: number, together: number): number {
  const log = new DirectoryLog(world.root.id)
  log.take(world.facts)
  const before = log.looked
  const facts = Array.from({ length: count }, (_, i) => flood(i, count))
  for (let i = 0; i < count; i += together) {
    log.take(facts.slice(i, i + together))
    expect(log.directory.devices).toHaveLength(3)
  }
  return log.looked - before
}

test.each(Object.entries(floods))('what comes together is looked at a few times at most: %s', (_, flood) => {
  expect(looked(flood, 2_000, 2_000) / 2_000).toBeLessThan(5)
})
const ofOnePhone = Object.entries(floods).slice(0, 4)
test.each(ofOnePhone)('what a keeper may say costs no more when it comes one by one: %s', (_, flood) => {
  expect(looked(flood, 2_000, 1) / 2_000).toBeLessThan(5)
})

test.each(ofOnePhone)('between two steps of the fold little is looked at: %s', (_, flood) => {
  const log = new DirectoryLog(world.root.id)
  log.take(world.facts)
  let [before, most, steps] = [log.looked, 0, 0]
  for (const _ of log.taking(Array.from({ length: 2_000 }, (_, i) => flood(i, 2_000)))) {
    most = Math.max(most, log.looked - before)
    before = log.looked
    steps++
  }
  expect(steps).toBeGreaterThanOrEqual(2_000)
  expect(most).toBeLessThan(10)
})
