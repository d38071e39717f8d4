import { beforeEach, expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import type { Envelope } from '../fact.ts'
import { ownId } from '../hui/own/own-record.ts'
import {
  deviceToFlag,
  farAheadMs,
  farBehindMs,
  findingsOf,
  keyOfAuthor,
  type Circumstances
} from './findings.ts'

const now = Date.now()
let world: DirectoryWorld
let keeper: TestDevice
beforeEach(() => {
  world = new DirectoryWorld('xa-thu', now - 3_600_000)
  keeper = world.phone('tu-khoi', 'keeper')
})
const judges = (...more: Envelope[]) => ({
  known: world.known(...more),
  root: { id: world.root.id, publicKey: world.root.publicKey }
})
const good: Circumstances = { isSealed: true, isGenuine: true, took: now }
const found = (fact: Envelope, circumstances: Partial<Circumstances> = {}, more: Envelope[] = []) =>
  findingsOf(fact, judges(...more), { ...good, ...circumstances })

test('nothing is found about the records of root, server, commander and keeper', () => {
  for (const fact of [...world.facts, keeper.note('xa-thu')]) {
    expect(found(fact)).toEqual([])
    expect(keyOfAuthor(fact, judges())).not.toBeNull()
  }
})

test('what has no right seal, or another’s signature, is found', () => {
  expect(found(keeper.note('xa-thu'), { isSealed: false })).toEqual(['unsealed'])
  expect(found(keeper.note('xa-thu'), { isSealed: false, isGenuine: false })).toEqual(['unsealed', 'changed'])
})

test('whom nobody had certified for that at that time is found, however genuine the record', () => {
  const waiting = world.waiting('tu-khoi')
  expect(found(waiting.note('xa-thu'))).toEqual(['uncertified'])
  const order = { gate: 'cong-1b', reason: 'Hư' }
  expect(found(world.says(keeper, 'gate-retired', 'gate/cong-1b', order))).toEqual(['uncertified'])
  const revoked = world.revocation(world.commander, keeper, [], { ms: now - 1_000 })
  expect(found(keeper.note('xa-thu', { ms: now - 2_000 }), {}, [revoked])).toEqual([])
  expect(found(keeper.note('xa-thu', { ms: now }), {}, [revoked])).toEqual(['uncertified'])
})

test('a record counts as written when the server took it, where its own time is later', () => {
  const revoked = world.revocation(world.commander, keeper, [], { ms: now - 1_000 })
  const ahead = keeper.note('xa-thu', { ms: now + 60_000 })
  expect(found(ahead, { took: now - 2_000 }, [revoked])).toEqual([])
})

test('a time far from the one at which the server took it is found', () => {
  const dated = (ms: number, at = ms) =>
    ({ ...keeper.note('xa-thu', { ms, at: new Date(at).toISOString() }) }) as Envelope
  expect(found(dated(now + farAheadMs))).toEqual([])
  expect(found(dated(now + farAheadMs + 1))).toEqual(['far-date'])
  expect(found(dated(now, now + farAheadMs + 1))).toEqual(['far-date'])
  expect(found(dated(now, now - farBehindMs))).toEqual([])
  expect(found(dated(now, now - farBehindMs - 1))).toEqual(['far-date'])
})

test('a flag names only devices that a commander approved, and the root', () => {
  const stranger = new TestDevice('ai-do')
  expect(deviceToFlag(keeper.note('xa-thu'), judges())).toBe(keeper.id)
  expect(deviceToFlag(world.waiting('tu-khoi').note('xa-thu'), judges())).toBeNull()
  expect(deviceToFlag(stranger.note('xa-thu'), judges())).toBeNull()
  expect(keyOfAuthor(stranger.note('xa-thu'), judges())).toBeNull()
})

test('an enrolment is judged by its own key, under no other name', () => {
  const device = new TestDevice('ai-do')
  expect(keyOfAuthor(device.enrolment('xa-thu'), judges())).toEqual(device.publicKey)
  const borrowed = device.enrolment('xa-thu', { device: keeper.id })
  expect(keyOfAuthor(borrowed, judges())).toBeNull()
})

test('what a host signs about a line that is not hers is found', () => {
  const host = world.phone('ch-mot', 'host')
  const theirs = `line/${keeper.note('xa-thu').id}`
  const stop = { on: '2026-11-01', said: { by: 'host', how: 'talk' }, reason: 'Hết tiền' }
  const own = `line/${ownId({ unit: 'xa-thu', by: host.account }, now)}`
  expect(found(host.fact('xa-thu', 'hui', 'hui.line-stopped', own, stop))).toEqual([])
  expect(found(host.fact('xa-thu', 'hui', 'hui.line-stopped', theirs, stop))).toEqual(['uncertified'])
})
