import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { agentKey, home, noon } from '../../../../../tests/gate-commands.ts'
import { motions } from '../motion.ts'
import { GateState, laterState, reportsClosed, shown } from './state.ts'

const boot = '01936a1c-8000-7abc-8def-0123456789ab'
const state = (more: Partial<GateState> = {}): GateState => ({
  v: 1,
  ...home,
  key: agentKey,
  seq: 7,
  bootId: boot,
  starts: 1,
  agentTime: noon,
  reportedAt: noon - 20_000,
  reportAgeMs: 20_000,
  motion: 'closed',
  position: 0,
  obstructed: false,
  assumed: false,
  deviceOnline: true,
  lock: null,
  lastCmdId: null,
  ...more
})
const kind = (age: number, more: Partial<GateState> = {}) => shown(state(more), noon + age).kind

test('a state is what is for a beat and a half, then what was, then nothing at all', () => {
  expect([kind(0), kind(45_000), kind(45_001), kind(90_000), kind(90_001)]).toEqual([
    'fresh',
    'fresh',
    'stale',
    'stale',
    'unknown'
  ])
  expect(shown(state(), noon + 60_000)).toEqual({ kind: 'stale', last: 'closed', ageMs: 60_000 })
  expect(shown(null, noon)).toEqual({ kind: 'unknown', since: null })
})

test('what a controller said three queries ago is what was, however lively its agent', () => {
  const reported = (reportAgeMs: number, now = noon) => shown(state({ reportAgeMs }), now)
  expect(reported(180_000)).toMatchObject({ kind: 'fresh', motion: 'closed' })
  expect(reported(180_001)).toEqual({ kind: 'stale', last: 'closed', ageMs: 180_001 })
  // While the state is on its way, or the agent silent, the report grows older too.
  expect(reported(160_000, noon + 20_000).kind).toBe('fresh')
  expect(reported(160_000, noon + 20_001)).toEqual({ kind: 'stale', last: 'closed', ageMs: 180_001 })
  const silent = state({ motion: 'unknown', reportedAt: noon - 3_600_000 })
  expect(shown(silent, noon)).toEqual({ kind: 'unknown', since: noon - 3_600_000 })
})

test('a clock that was set makes no report younger: only its age as the agent counted it', () => {
  // Reported in an hour of a clock that was put back since, and that has come to that hour again.
  const old = state({ reportedAt: noon - 1_000, reportAgeMs: 3_600_000 })
  expect(shown(old, noon)).toEqual({ kind: 'stale', last: 'closed', ageMs: 3_600_000 })
  const young = state({ reportedAt: noon + 3_600_000, reportAgeMs: 1_000 })
  expect(shown(young, noon).kind).toBe('fresh')
})

test('one from the future is as little believed as one from the past', () => {
  expect([kind(-2_000), kind(-60_000), kind(-90_001)]).toEqual(['fresh', 'stale', 'unknown'])
})

test('an agent that has fallen silent: since when, whatever it said last', () => {
  for (const last of [state(), state({ deviceOnline: false, reportedAt: null, reportAgeMs: null })])
    expect(shown(last, noon + 90_001)).toEqual({ kind: 'unknown', since: noon, silent: true })
})

test('one that hears no command is not current, however young: whoever looks would take the gate for ready', () => {
  const deaf = state({ deaf: true, motion: 'closed', position: 0 })
  expect(shown(deaf, noon)).toEqual({ kind: 'unknown', since: noon, deaf: true })
  expect(reportsClosed(shown(deaf, noon))).toBe(false)
  expect(shown(deaf, noon + 90_001)).toMatchObject({ silent: true })
})

test('out of reach is not closed, and says since when', () => {
  expect(shown(state({ deviceOnline: false }), noon)).toEqual({ kind: 'unknown', since: noon - 20_000 })
  expect(shown(state({ reportedAt: null, reportAgeMs: null }), noon)).toEqual({
    kind: 'unknown',
    since: null
  })
  expect(kind(0, { motion: 'unknown' })).toBe('unknown')
})

test('“đã đóng” is said only by an explicit, fresh report of a gate in reach, with no word against it', () => {
  const states = fc.record({
    motion: fc.constantFrom(...motions),
    position: fc.option(fc.integer({ min: 0, max: 100 })),
    assumed: fc.boolean(),
    deviceOnline: fc.boolean(),
    reportAgeMs: fc.option(fc.constant(0))
  })
  fc.assert(
    fc.property(states, fc.integer({ min: -200_000, max: 200_000 }), (more, age) => {
      const { motion, position, assumed, deviceOnline, reportAgeMs } = more
      const explicit =
        motion === 'closed' && (position ?? 0) === 0 && !assumed && deviceOnline && reportAgeMs !== null
      expect(reportsClosed(shown(state(more), noon + age))).toBe(explicit && Math.abs(age) <= 45_000)
    })
  )
  expect(reportsClosed(shown(state(), noon))).toBe(true)
})

test('the later state counts, whichever arrived last', () => {
  const [older, newer] = [state({ seq: 8 }), state({ seq: 9 })]
  expect([laterState(older, newer), laterState(newer, older)]).toEqual([newer, newer])
  expect(laterState(null, older)).toBe(older)
  const restarted = state({ seq: 1, bootId: boot.replace(/b$/, 'c'), agentTime: noon + 1 })
  expect([laterState(newer, restarted), laterState(restarted, newer)]).toEqual([restarted, restarted])
})

test('after a new start of its agent what it says is later, though its clock was put back; what was said before never comes back', () => {
  const before = state({ starts: 3, seq: 900 })
  const after = state({
    starts: 4,
    seq: 1,
    bootId: boot.replace(/^0/, '1'),
    agentTime: noon - 30_000,
    motion: 'open'
  })
  expect([laterState(before, after), laterState(after, before)]).toEqual([after, after])
  // Another machine has a count of its own.
  const other = state({ ...after, key: 'Z'.repeat(43) })
  expect(laterState(before, other)).toBe(before)
})

test('two starts at one moment are told apart the same way whichever is heard first', () => {
  const [a, b] = [state(), state({ bootId: boot.replace(/b$/, 'c') })]
  expect(laterState(a, b)).toBe(laterState(b, a))
})

test('a state of a newer agent is read; what is no state is not', () => {
  expect(v.parse(GateState, { ...state(), more: 1 })).toEqual(state())
  for (const wrong of [
    { motion: 'ajar' },
    { position: 101 },
    { position: -1 },
    { position: undefined },
    { lock: undefined }
  ])
    expect(v.is(GateState, { ...state(), ...wrong })).toBe(false)
})
