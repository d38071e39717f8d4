import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { type TestDevice } from '../../../../tests/facts.ts'
import type { Envelope } from '../fact.ts'
import { keyHolderOf } from '../gates/contract/keys.ts'
import { agentKeys } from '../gates/contract/gate-machine.ts'
import { keyFor } from '../trust.ts'

const noon = Date.UTC(2026, 10, 24, 5)

/** The unit's commander with two phones, and a keeper with one. Facts are recorded some minutes after noon. */
const world = new DirectoryWorld('xa-thu', noon - 3_600_000)
const hers = world.commander
const theirs = world.phone('truong', 'commander')
const his = world.phone('giu-cong', 'keeper')
const atMinute = (minute: number) => ({ ms: noon + minute * 60_000 })
const fact = (minute: number, by: TestDevice, type: string, body: object, more: object = {}): Envelope =>
  world.says(by, type, `device/${his.id}`, body, { ...atMinute(minute), ...more })
const listed = (account: string, roles: string[]) =>
  fact(0, world.server, 'account-listed', { account, name: account, roles })
const reason = 'Mất máy'
const revoked = fact(10, hers, 'device-revoked', { device: his.id, reason, stands: [] })
const readmitted = fact(20, hers, 'device-readmitted', { device: his.id, revocation: revoked.id })
const suspended = fact(10, hers, 'account-suspended', { account: 'giu-cong', reason, stands: [] })
const restored = fact(20, hers, 'account-restored', { account: 'giu-cong', suspension: suspended.id })

const standing = (...facts: Envelope[]) => keyHolderOf(world.known(...facts), 'giu-cong', his.id)?.standing

test('a revoked phone is barred at once; an approval like the first does not let it in, one that names the revocation does', () => {
  expect(standing()).toBe('approved')
  expect(standing(revoked)).toBe('revoked')
  expect(standing(revoked, world.approval(hers, his, ['keeper'], atMinute(30)))).toBe('revoked')
  expect(standing(revoked, readmitted)).toBe('approved')
  const again = fact(30, hers, 'device-revoked', { device: his.id, reason, stands: [] })
  expect(standing(revoked, again, readmitted)).toBe('revoked')
  const other = fact(20, hers, 'device-readmitted', { device: theirs.id, revocation: revoked.id })
  expect(standing(revoked, other)).toBe('revoked')
})

test('two commanders at once: each revocation is ended by itself; a slow clock at the end of one changes nothing', () => {
  const twice = fact(15, theirs, 'device-revoked', { device: his.id, reason, stands: [] })
  expect(standing(revoked, twice, readmitted)).toBe('revoked')
  const also = fact(21, hers, 'device-readmitted', { device: his.id, revocation: twice.id })
  expect(standing(revoked, twice, readmitted, also)).toBe('approved')
  const slow = fact(5, theirs, 'device-readmitted', { device: his.id, revocation: revoked.id })
  expect(standing(revoked, slow)).toBe('approved')
})

test('who is shut out shuts out nobody', () => {
  const stolen = fact(10, hers, 'device-revoked', { device: theirs.id, reason, stands: [] })
  expect(standing(stolen, fact(11, theirs, 'device-revoked', { device: his.id, reason, stands: [] }))).toBe(
    'approved'
  )
  expect(standing(stolen, fact(9, theirs, 'device-revoked', { device: his.id, reason, stands: [] }))).toBe(
    'revoked'
  )
})

test('a suspended account is barred with each of its phones, until that suspension is ended', () => {
  expect(standing(suspended)).toBe('revoked')
  expect(standing(suspended, restored)).toBe('approved')
  expect(standing(suspended, readmitted)).toBe('revoked')
  const known = world.known(suspended)
  expect(keyHolderOf(known, 'truong', hers.id)?.standing).toBe('approved')
})

test('nobody ends what shuts out himself, with a clock put back or not', () => {
  const own = (type: string, body: object, minute: number) => fact(minute, his, type, body)
  for (const minute of [5, 30]) {
    const readmission = own('device-readmitted', { device: his.id, revocation: revoked.id }, minute)
    expect(standing(revoked, readmission)).toBe('revoked')
    const restoration = own('account-restored', { account: 'giu-cong', suspension: suspended.id }, minute)
    expect(standing(suspended, restoration)).toBe('revoked')
  }
})

test('what a phone recorded before it was shut out counts, what it recorded since does not, nor once it is back', () => {
  const stolen = fact(10, hers, 'device-revoked', { device: theirs.id, reason, stands: [] })
  const back = fact(20, hers, 'device-readmitted', { device: theirs.id, revocation: stolen.id })
  const gate = (minute: number) =>
    fact(minute, theirs, 'gate-registered', { gate: `cong-${minute}`, name: 'Cổng', kind: 'motor' })
  const gates = (...facts: Envelope[]) => [...world.known(...facts).gates.keys()]
  expect(gates(gate(5), gate(15), gate(25), stolen)).toEqual(['cong-5'])
  expect(gates(gate(5), gate(15), gate(25), stolen, back)).toEqual(['cong-5', 'cong-25'])
  // Its author claims that it happened earlier.
  expect(gates(stolen, { ...gate(15), at: new Date(noon).toISOString() })).toEqual([])
})

test('a carried record of before stays proven, one of since is not', () => {
  const note = (minute: number) => his.note('xa-thu', { ...atMinute(minute), via: 'truong' })
  for (const shut of [revoked, suspended]) {
    const known = world.known(shut)
    expect([keyFor(note(5), known), keyFor(note(15), known)]).toEqual([his.publicKey, null])
  }
})

test('an agent that is shut out is believed no more', () => {
  const agent = listed('giu-cong', ['agent'])
  expect(agentKeys(world.known(agent)).get(his.id)?.key).toEqual(his.publicKey)
  for (const shut of [revoked, suspended]) expect(agentKeys(world.known(agent, shut)).size).toBe(0)
})

test('a phone introduced while its account is shut out waits, and is not lost', () => {
  const fresh = world.waiting('giu-cong')
  const known = world.known(suspended, restored)
  expect(keyHolderOf(known, 'giu-cong', fresh.id)?.standing).toBe('waiting')
})

test('a commander whose clock is fast revokes at once, and readmits at once: what the server took later is later', () => {
  const late = (minute: number, took: number, type: string, body: object) => ({
    ...fact(minute, hers, type, body),
    took: noon + took * 60_000
  })
  const month = 30 * 24 * 60
  const early = late(month, 10, 'device-revoked', { device: his.id, reason, stands: [] })
  const note = (minute: number) => his.note('xa-thu', { ...atMinute(minute), via: 'truong' })
  expect(keyFor(note(9), world.known(early))).not.toBeNull()
  expect(keyFor(note(12), world.known(early))).toBeNull()
  const back = late(month + 1, 20, 'device-readmitted', { device: his.id, revocation: early.id })
  expect(keyFor(note(12), world.known(early, back))).toBeNull()
  expect(keyFor(note(21), world.known(early, back))).not.toBeNull()
})
