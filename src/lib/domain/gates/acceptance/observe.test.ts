import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuidv7 } from '../../uuid.ts'
import type { Reply } from '../contract/reply.ts'
import type { GateState } from '../contract/state.ts'
import type { StepEvidence } from './evidence.ts'
import { observe, stillMs } from './observe.ts'
import { acceptanceSteps, type AcceptanceStep } from './steps.ts'

const start = Date.UTC(2026, 10, 25, 2)
const id = (n: number) => uuidv7(start + n, new Uint8Array(10))
const key = 'A'.repeat(43)
const place = { v: 1, unit: 'xa-thu', gate: 'cong-1b', key } as const

/** Seconds after the step began, and the gate's state then. */
type Said = [number, Partial<GateState>]
const at = (seconds: number) => start + seconds * 1000

function states(...said: Said[]): GateState[] {
  const stand = { obstructed: null, assumed: false, deviceOnline: true, lock: null, lastCmdId: null }
  return said.map(([seconds, more], seq) => ({
    ...place,
    seq,
    bootId: id(0),
    starts: 1,
    agentTime: at(seconds),
    reportedAt: at(seconds),
    reportAgeMs: 0,
    motion: 'closed',
    position: null,
    ...stand,
    ...more
  }))
}

type Told = [number, Exclude<Reply['status'], 'refused'>]
const replies = (act: 'OPEN' | 'CLOSE' | 'STOP', n: number, ...told: Told[]): Reply[] =>
  told.map(([seconds, status]) => ({ ...place, id: id(n), at: at(seconds), status, act }))

function evidence(more: Partial<StepEvidence>, seconds = 60): StepEvidence {
  return { since: start, now: at(seconds), states: [], silences: [], replies: [], events: [], ...more }
}
const seen = (step: AcceptanceStep, more: Partial<StepEvidence>, seconds?: number) =>
  observe(step, evidence(more, seconds)).observed

const whole: Partial<StepEvidence> = {
  states: states(
    [-5, { motion: 'open' }],
    [1, { motion: 'closing' }],
    [18, { motion: 'closed' }],
    [21, { motion: 'opening' }],
    [40, { motion: 'open' }]
  ),
  replies: [
    ...replies('CLOSE', 1, [0.5, 'accepted'], [1, 'moving'], [18, 'completed']),
    ...replies('OPEN', 2, [20, 'accepted'], [21, 'moving'], [40, 'completed'])
  ]
}

test('the whole way both ways is measured, from end to end only', () => {
  expect(observe('travel', evidence(whole))).toMatchObject({
    observed: 'seen',
    closeMs: 17_000,
    openMs: 19_000
  })
  expect(seen('travel', { ...whole, replies: whole.replies!.slice(0, 3) })).toBe('unseen')
  // Replies to commands from before the step was restarted do not count for it.
  expect(observe('travel', { ...evidence(whole), since: at(19) })).not.toHaveProperty('closeMs')
  const half = states([-5, { motion: 'stopped' }], [18, { motion: 'closed' }], [40, { motion: 'open' }])
  expect(observe('travel', evidence({ ...whole, states: half })).closeMs).toBeUndefined()
  const late = replies('CLOSE', 3, [50, 'accepted'], [58, 'timeout'])
  expect(seen('travel', { ...whole, replies: [...whole.replies!, ...late] })).toBe('contrary')
})

test('a gate that runs in the very millisecond of its command stood at its end until then', () => {
  const soon = states(
    [-5, { motion: 'open' }],
    [0.5, { motion: 'closing' }],
    [18, { motion: 'closed' }],
    [20, { motion: 'opening' }],
    [40, { motion: 'open' }]
  )
  expect(seen('travel', { ...whole, states: soon })).toBe('seen')
})

test('stopped half-way: it ran, was told to, and stands between its ends', () => {
  const told = replies('STOP', 1, [5, 'accepted'], [5.2, 'completed'])
  const stop = (motion: GateState['motion']) =>
    seen('stop', { states: states([1, { motion: 'closing' }], [6, { motion }]), replies: told })
  expect([stop('stopped'), stop('closed'), stop('closing')]).toEqual(['seen', 'unseen', 'unseen'])
  expect(seen('stop', { replies: replies('STOP', 1, [5, 'accepted'], [9, 'timeout']) })).toBe('contrary')
})

test('something under it: the gate gives way by itself, and never reaches the ground', () => {
  const close = (...told: Told[]) => replies('CLOSE', 1, [0.5, 'accepted'], [1, 'moving'], ...told)
  const run = (motion: GateState['motion'], told: Told[] = [], more: Reply[] = []) =>
    seen('obstruction', {
      states: states([-1, { motion: 'open' }], [1, { motion: 'closing' }], [6, { motion }]),
      replies: [...close(...told), ...more]
    })
  expect(run('opening')).toBe('seen')
  expect(run('stopped', [[6, 'obstructed']])).toBe('seen')
  expect(run('stopped')).toBe('unseen')
  expect(run('opening', [], replies('STOP', 2, [5, 'accepted']))).toBe('unseen')
  expect(run('closed')).toBe('contrary')
})

test('the button at the wall moves it without a command, and the agent tells it apart', () => {
  const both = states([-1, { lastCmdId: id(9) }], [2, { motion: 'opening', lastCmdId: id(9) }])
  expect(seen('wall-button', { states: both, events: ['local-manual'] })).toBe('seen')
  expect(seen('wall-button', { states: both })).toBe('unseen')
  const asked = replies('OPEN', 1, [1, 'accepted'])
  expect(seen('wall-button', { states: both, events: ['local-manual'], replies: asked })).toBe('unseen')
  const byCommand = states([-1, { lastCmdId: id(9) }], [2, { motion: 'opening', lastCmdId: id(1) }])
  expect(seen('wall-button', { states: byCommand, events: ['local-manual'] })).toBe('unseen')
})

test.each(['power-closed', 'power-half'] as const)('%s: when power is back it stands as it stood', (step) => {
  const stands = step === 'power-closed' ? 'closed' : 'stopped'
  const other = step === 'power-closed' ? 'stopped' : 'closed'
  const cut = (after: Said[], seconds = 40, before: GateState['motion'] = stands) =>
    seen(
      step,
      { states: states([-1, { motion: before }], [5, { deviceOnline: false, motion: 'unknown' }], ...after) },
      seconds
    )
  expect(cut([[20, { motion: stands }]])).toBe('seen')
  expect(cut([[20, { motion: stands }]], 20 + stillMs / 1000 - 1)).toBe('unseen')
  expect(cut([])).toBe('unseen')
  expect(
    cut([
      [20, { motion: 'opening' }],
      [25, { motion: stands }]
    ])
  ).toBe('contrary')
  expect(cut([[20, { motion: other }]])).toBe('contrary')
  expect(cut([[20, { motion: stands }]], 40, 'open')).toBe('unseen')
  // The agent may be on the same socket, or the controller on a battery.
  expect(
    seen(step, { silences: [at(5)], states: states([-1, { motion: stands }], [20, { motion: stands }]) })
  ).toBe('seen')
  const battery = states(
    [-1, { motion: stands }],
    [5, { motion: stands, power: { mains: false } }],
    [20, { motion: stands }]
  )
  expect(seen(step, { states: battery })).toBe('seen')
  const crept = { power: { mains: false } as const, lastCmdId: null }
  const creeping = states(
    [-1, { motion: stands }],
    [5, { ...crept, motion: stands }],
    [7, { ...crept, motion: 'closing' }],
    [20, { motion: stands }]
  )
  expect(seen(step, { states: creeping })).toBe('contrary')
})

test('an agent without its plug is missed, and comes back', () => {
  const back = states([-1, {}], [30, {}])
  expect(seen('agent-away', { states: back, silences: [at(10)] })).toBe('seen')
  expect(seen('agent-away', { states: back })).toBe('unseen')
  expect(seen('agent-away', { states: back.slice(0, 1), silences: [at(10)] })).toBe('unseen')
  expect(seen('agent-away', { states: back, silences: [at(-10)] })).toBe('unseen')
})

test('what no signed word tells of is never seen by the phone', () => {
  for (const step of ['camera-clock', 'warning'] as const) expect(seen(step, whole)).toBe('unseen')
})

test('in whatever order, and however often, all that was heard: the same', () => {
  const all = { ...whole, silences: [at(45), at(50)], events: ['local-manual' as const] }
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...all.states!, ...all.states!.slice(1, 3)], { minLength: 7 }),
      fc.shuffledSubarray([...all.replies!, ...all.replies!.slice(0, 2)], { minLength: 8 }),
      (states, replies) => {
        for (const step of acceptanceSteps)
          expect(observe(step, evidence({ ...all, states, replies }))).toEqual(observe(step, evidence(all)))
      }
    )
  )
})
