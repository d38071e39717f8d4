import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { lockInLog } from './lock-in-log.ts'

let n = 0
const fact = (type: string, body: object): Envelope => {
  n += 1
  const tail = String(n).padStart(12, '0')
  const at = new Date(Date.UTC(2026, 10, 24, 18, n)).toISOString()
  const id = `01936a1c-8f2f-7abc-8def-${tail}`
  return { ...vectors.facts[0]!.fact, id, n, at, type, body: body as Envelope['body'] }
}
const command = () => `01936a1c-8f2f-7abc-8def-1${String(n).padStart(11, '0')}`
const told = (action: string, more: object = {}) =>
  fact('gates.event-reported', {
    kind: 'completed',
    source: 'app',
    action,
    actor: 'ph-truc',
    command: command(),
    ...more
  })
const claimed = (action: string, outcome = 'completed') =>
  fact('gates.command-attempted', { action, outcome, command: command() })

test('a lock stands until an unlocking that was carried out; moving the gate ends none', () => {
  const locked = told('LOCK', { lock: 'alarm' })
  expect(lockInLog([])).toBeNull()
  expect(lockInLog([locked])).toEqual({ kind: 'alarm', by: 'ph-truc', since: Date.parse(locked.at) })
  const refused = told('UNLOCK', { kind: 'refused', code: 'NOT_ALLOWED' })
  expect(lockInLog([locked, refused, told('OPEN'), claimed('UNLOCK', 'unknown')])?.kind).toBe('alarm')
  const unlocked = told('UNLOCK')
  expect(lockInLog([locked, unlocked])).toBeNull()
  expect(lockInLog([locked, unlocked, told('LOCK', { lock: 'maintenance' })])?.kind).toBe('maintenance')
})

test('a claim sets a lock until the gate’s own report has come; one of unknown kind is an alarm’s', () => {
  expect(lockInLog([claimed('LOCK')])?.kind).toBe('alarm')
})

test('what this phone heard of the gate ends a lock; what another claims to have heard does not', () => {
  const [locked, unlocked] = [told('LOCK', { lock: 'alarm' }), claimed('UNLOCK')]
  const isHeardHere = (one: Envelope) => one === unlocked
  expect(lockInLog([locked, unlocked], () => false, isHeardHere)).toBeNull()
  expect(lockInLog([locked, unlocked])?.kind).toBe('alarm')
  // The report of the same command is what bears a claim out.
  const reported = told('UNLOCK', { command: unlocked.body['command'], actor: unlocked.by })
  expect(lockInLog([locked, unlocked, reported])).toBeNull()
})

test('an unlocking that is not known good ends no lock', () => {
  const [locked, unlocked] = [told('LOCK', { lock: 'alarm' }), told('UNLOCK')]
  expect(lockInLog([locked, unlocked], (one) => one === unlocked)?.kind).toBe('alarm')
  expect(lockInLog([locked], (one) => one === locked)?.kind).toBe('alarm')
})

test('it is the same whatever the order of arrival', () => {
  const facts = [
    told('LOCK', { lock: 'alarm' }),
    told('UNLOCK'),
    told('OPEN'),
    told('LOCK', { lock: 'maintenance' })
  ]
  const shuffled = fc.shuffledSubarray(facts, { minLength: facts.length })
  fc.assert(
    fc.property(shuffled, (order) => {
      expect(lockInLog(order)).toEqual(lockInLog(facts))
    })
  )
})
