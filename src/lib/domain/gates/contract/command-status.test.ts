import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agentKey, command, home, noon } from '../../../../../tests/gate-commands.ts'
import { attemptOf } from './attempt.ts'
import { commandStatus, type SentCommand } from './command-status.ts'
import type { Reply } from './reply.ts'
import { reportsClosed, type GateState } from './state.ts'

const { id } = command('CLOSE')
const sent: SentCommand = { id, ...home, action: 'CLOSE', at: noon }
const reply = (status: string, after: number, more: object = {}) =>
  ({ v: 1, id, ...home, key: agentKey, at: noon + after, status, act: 'CLOSE', ...more }) as Reply
const refused = reply('refused', 100, { refusal: { code: 'LOCKED', by: 'truong' } })
const state = (after: number, more: Partial<GateState> = {}): GateState => ({
  v: 1,
  ...home,
  key: agentKey,
  seq: after,
  bootId: '01936a1c-8000-7abc-8def-0123456789ab',
  starts: 1,
  agentTime: noon + after,
  reportedAt: noon + after,
  reportAgeMs: 0,
  motion: 'closing',
  position: null,
  obstructed: false,
  assumed: false,
  deviceOnline: true,
  lock: null,
  lastCmdId: id,
  travelMs: 18_000,
  ...more
})
const at = (
  after: number,
  replies: Reply[],
  states: GateState[] = [state(0)],
  more: Partial<SentCommand> = {}
) => commandStatus({ ...sent, ...more }, replies, states, noon + after)

test('it has ended when its final reply says so; one that waits for a second person, when it waits no more', () => {
  expect(at(1_000, [reply('accepted', 100), reply('moving', 900)]).endedAt).toBeNull()
  expect(at(20_000, [reply('accepted', 100), reply('completed', 18_900)]).endedAt).toBe(noon + 18_900)
  expect(at(200, [refused]).endedAt).toBe(noon + 100)
  const waits = reply('refused', 100, { refusal: { code: 'NEEDS_SECOND' } })
  expect(at(200, [waits]).endedAt).toBe(noon + 120_100)
  expect(at(200, [], [], { turnedBack: 'AGENT_OFFLINE' }).endedAt).toBeNull()
})

test('no word within 3 s is UNKNOWN; a late word still counts', () => {
  expect([at(3_000, []).ordered, at(3_001, []).ordered]).toEqual(['sent', 'UNKNOWN'])
  expect(at(3_500, [reply('accepted', 3_200)]).ordered).toBe('accepted')
})

test('the course of a command, each word in its turn', () => {
  const accepted = reply('accepted', 100)
  const moving = reply('moving', 900)
  expect(at(200, [accepted]).ordered).toBe('accepted')
  expect(at(1_000, [accepted, moving]).ordered).toBe('moving')
  expect(at(20_000, [accepted, moving, reply('completed', 18_900)]).ordered).toBe('completed')
  expect(at(200, [refused])).toMatchObject({
    ordered: 'refused',
    refusal: { code: 'LOCKED', by: 'truong' },
    acceptedAt: null
  })
  expect(at(1_000, [accepted])).toMatchObject({
    acceptedAt: noon + 100,
    dueAt: noon + 27_100,
    expectedAt: noon + 18_100
  })
})

test('an agent that falls silent half-way leaves UNKNOWN, never “still moving”', () => {
  const accepted = reply('accepted', 0)
  expect([at(8_000, [accepted]).ordered, at(8_001, [accepted]).ordered]).toEqual(['accepted', 'UNKNOWN'])
  const moving = [accepted, reply('moving', 4_000)]
  expect([at(30_000, moving).ordered, at(30_001, moving).ordered]).toEqual(['moving', 'UNKNOWN'])
})

test('replies to other commands, of other gates or communes, are not its own', () => {
  const others = [
    reply('completed', 10, { id: command('CLOSE').id }),
    reply('completed', 10, { gate: 'cong-2' }),
    reply('completed', 10, { unit: 'xa-khac' })
  ]
  expect(at(1_000, others).ordered).toBe('sent')
})

test('6 in whatever order and how often words arrive, the furthest counts, and of two ends the first', () => {
  const words = [
    reply('accepted', 100),
    reply('moving', 900),
    reply('obstructed', 5_000),
    reply('completed', 9_000),
    reply('accepted', 100)
  ]
  const states = [state(100), state(900, { motion: 'closing' }), state(5_000, { motion: 'stopped' })]
  fc.assert(
    fc.property(
      fc.shuffledSubarray(words, { minLength: words.length }),
      fc.shuffledSubarray(states, { minLength: states.length }),
      (replies, reports) => {
        expect(at(10_000, replies, reports)).toEqual(at(10_000, words, states))
      }
    )
  )
  expect(at(10_000, words, states)).toMatchObject({
    ordered: 'obstructed',
    reached: false,
    acceptedAt: noon + 100
  })
  expect(at(2_000, [reply('moving', 900)])).toMatchObject({ ordered: 'moving', acceptedAt: noon + 900 })
})

test('neither an order nor the word that it is done says that the gate is closed: only the gate’s own report does', () => {
  const done = [reply('accepted', 100), reply('completed', 18_000)]
  const told = (states: GateState[]) => {
    const { ordered, reported, reached } = at(18_500, done, states)
    return [ordered, reportsClosed(reported), reached]
  }
  expect(told([])).toEqual(['completed', false, false])
  expect(told([state(17_000)])).toEqual(['completed', false, false])
  expect(told([state(18_100, { motion: 'closed' })])).toEqual(['completed', true, true])
  expect(told([state(18_100, { motion: 'closed', assumed: true })])).toEqual(['completed', false, false])
  expect(told([state(50, { motion: 'closed' })])).toEqual(['completed', true, false])
  expect(told([state(18_100, { motion: 'closed', gate: 'cong-2' })])).toEqual(['completed', false, false])
})

test('a gate that has yet to open for a passage is closed, but not done', () => {
  const passing = (...replies: Reply[]) =>
    at(1_000, replies, [state(900, { motion: 'closed' })], { action: 'PASS' })
  const accepted = reply('accepted', 100, { act: 'PASS' })
  expect(passing(accepted)).toMatchObject({ reached: false, expectedAt: null })
  expect(passing(accepted, reply('completed', 800, { act: 'PASS' })).reached).toBe(true)
})

test('a passage has the time of both ways and of the minute between, though its agent tells each way', () => {
  const opened = [reply('accepted', 100, { act: 'PASS' }), reply('moving', 900, { act: 'OPEN' })]
  const passing = (after: number, replies: Reply[], motion: 'open' | 'opening' = 'open') =>
    at(after, replies, [state(after - 100, { motion })], { action: 'PASS' })
  expect(passing(9_000, opened, 'opening')).toMatchObject({ act: 'PASS', ordered: 'moving', holds: false })
  expect(passing(70_000, opened)).toMatchObject({ ordered: 'moving', holds: true, reached: false })
  expect(passing(60_000, [opened[0]!])).toMatchObject({ ordered: 'accepted', holds: true })
  const closing = [...opened, reply('moving', 90_000, { act: 'CLOSE' })]
  expect(passing(122_000, closing, 'opening').ordered).toBe('moving')
  expect(passing(122_101, closing, 'opening').ordered).toBe('UNKNOWN')
  const closed = state(99_000, { motion: 'closed' })
  const over = [...closing, reply('completed', 98_000, { act: 'CLOSE' })]
  expect(at(99_500, over, [closed], { action: 'PASS' })).toMatchObject({
    ordered: 'completed',
    reached: true
  })
})

test('it waits for a second person until the gate names none any more, or two minutes', () => {
  const alone = reply('refused', 100, { refusal: { code: 'NEEDS_SECOND' } })
  const waiting = { id, actor: 'truc', until: noon + 120_100 }
  const waits = (after: number, ...states: GateState[]) => at(after, [alone], states).waits
  expect(waits(200, state(50))).toBe(true)
  expect(waits(60_000, state(101, { waiting }), state(50_000, { waiting }))).toBe(true)
  expect(waits(60_000, state(101, { waiting }), state(50_000))).toBe(false)
  expect([waits(120_100), waits(120_101)]).toEqual([true, false])
  expect(at(200, [refused]).waits).toBe(false)
})

test('a gate that ran the other way was stopped, and that is what was done', () => {
  const stopped = at(
    1_000,
    [reply('accepted', 100, { act: 'STOP' }), reply('stopped', 600, { act: 'STOP' })],
    [state(700, { motion: 'stopped' })]
  )
  expect(stopped).toMatchObject({ ordered: 'stopped', act: 'STOP', reached: true, dueAt: noon + 3_100 })
})

test('what the broker turned back is refused, unless the agent has spoken', () => {
  const turned = { turnedBack: 'AGENT_OFFLINE' } as const
  expect(at(100, [], [], turned)).toMatchObject({ ordered: 'refused', refusal: { code: 'AGENT_OFFLINE' } })
  expect(at(200, [reply('accepted', 100)], [], turned)).toMatchObject({ ordered: 'accepted', refusal: null })
})

test('the log’s entry of a phone: not sent at all, no word, refused, done', () => {
  const asked = command('OPEN', {
    reason: 'Cấp cứu',
    override: 'medical',
    approves: id,
    drill: true
  }) as never
  const base = {
    command: (asked as { id: string }).id,
    action: 'OPEN',
    reason: 'Cấp cứu',
    override: 'medical',
    approves: id,
    drill: true
  }
  expect(attemptOf(asked, 'OFFLINE')).toEqual({ ...base, outcome: 'refused', code: 'OFFLINE' })
  expect(attemptOf(asked, at(4_000, []))).toEqual({ ...base, outcome: 'unknown' })
  expect(attemptOf(asked, at(200, [refused]))).toEqual({ ...base, outcome: 'refused', code: 'LOCKED' })
  expect(attemptOf(command('CLOSE', { id }), at(200, [reply('accepted', 100)]))).toEqual({
    command: id,
    action: 'CLOSE',
    outcome: 'accepted'
  })
})
