import { expect, test } from 'vitest'
import { cpuTime } from '../../patient-time.ts'
import { DirectoryWorld } from '../../devices/directory-world.ts'
import type { TestDevice } from '../../facts.ts'
import { certifiedId } from '../../../src/lib/domain/certified-id.ts'
import type { Envelope } from '../../../src/lib/domain/fact.ts'
import { directory } from '../../../src/lib/domain/directory/directory.ts'

const size = 60_000
const start = Date.UTC(2026, 10, 1)
const world = new DirectoryWorld('xa-thu', start)
const { commander } = world
const keeper = world.phone('giu-cong', 'keeper')
const iso = (ms: number) => new Date(ms).toISOString()

/** A fact whose signature nobody looks at: to sign each of so many takes longer than what is measured. */
function says(i: number, by: Pick<TestDevice, 'id' | 'account'>, type: string, body: object): Envelope {
  const numbered = { unit: world.unit, book: 'directory', device: by.id, n: 10 + i }
  const ms = start + 1_000_000 + i
  const stream = `device/${keeper.id}`
  const more = { stream, type: `directory.${type}`, at: iso(ms), by: by.account, body, sig: '' }
  return { id: certifiedId(numbered, ms), ...numbered, ...more } as Envelope
}
const approves = (i: number, times: object) => {
  const body = { account: keeper.account, device: keeper.id, roles: ['commander'], ...times }
  return says(i, i % 2 ? keeper : commander, 'device-approved', body)
}
const revokes = (i: number, device: string) =>
  says(i, commander, 'device-revoked', { device, reason: 'Mất máy', stands: [] })

const written: Record<string, (i: number) => Envelope> = {
  'certificates that all last': (i) => approves(i, { from: iso(start) }),
  'certificates nested in each other': (i) =>
    approves(i, { from: iso(start + i), until: iso(start + 9e9 - i) }),
  'certificates of the future': (i) => approves(i, { from: iso(start + 9e9 - i) }),
  'revocations of one phone that goes on certifying': (i) =>
    i % 2 ? revokes(i, keeper.id) : approves(i, { from: iso(start) }),
  'revocations of phones that nobody knows': (i) => revokes(i, String(i).padStart(43, 'x')),
  'a commander’s approvals of their own phone': (i) => {
    const body = { account: commander.account, device: commander.id, roles: ['commander'], from: iso(start) }
    return says(i, commander, 'device-approved', body)
  },
  'resets of passwords, each followed by an approval': (i) =>
    i % 2
      ? says(i, commander, 'password-reset', { account: `nguoi-${i % 100}` })
      : approves(i, { from: iso(start) }),
  'alarm keys whose numbers fall while their ids rise': (i) => ({
    ...says(i, keeper, 'alarm-key-set', { alarmKey: { id: commander.id, key: commander.publicKey } }),
    n: 10 + size - i
  }),
  'gates registered by a phone with as many certificates': (i) => {
    const gate = { gate: `cong-${i}`, name: 'Cổng', kind: 'hand' }
    if (i % 3 === 0) return says(i, keeper, 'gate-registered', gate)
    return i % 3 === 1
      ? revokes(i, keeper.id)
      : approves(i, { from: iso(start + i), until: iso(start + i + 1) })
  }
}

/** Folds `count` of what `write` writes, and gives the processor time in ms. */
function cost(write: (i: number) => Envelope, count: number): number {
  const facts = [...world.facts, ...Array.from({ length: count }, (_, i) => write(i))]
  return cpuTime(() => expect(directory(facts, world.root.id).devices).toHaveLength(3))
}

test.each(Object.entries(written))('the fold costs in proportion to its facts: %s', (_, write) => {
  const few = Math.min(cost(write, size / 8), cost(write, size / 8))
  // Eight times as many facts take about eight times as long; quadratic they took sixty-four.
  expect(cost(write, size) / few).toBeLessThan(32)
})
