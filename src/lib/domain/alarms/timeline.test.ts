import { expect, test } from 'vitest'
import { aNight, alarmId, AlarmPhone, everybodyCounts } from '../../../../tests/alarm.ts'
import type { Envelope } from '../fact.ts'
import { alarms } from './alarm.ts'
import { gatesIn, timeline } from './timeline.ts'

const chief = new AlarmPhone('truong')
const keeper = new AlarmPhone('hai-muoi')
const agent = new AlarmPhone('may-cong')
const stream = `alarm/${alarmId(1)}`
const command = alarmId(7)
const start = (drill = false) =>
  chief.says(stream, 0, 'duty.alarm-started', {
    gates: ['cong-1b', 'cong-ben-do'],
    from: 'app',
    ...(drill && { drill: true as const })
  })
const attempt = (seconds: number, drill = false, gate = 'cong-1b', of = command) =>
  chief.says(`gate/${gate}`, seconds, 'gates.command-attempted', {
    command: of,
    action: 'CLOSE',
    outcome: 'accepted',
    ...(drill && { drill: true as const })
  })
const report = (seconds: number, more: object = {}) =>
  agent.says('gate/cong-1b', seconds, 'gates.event-reported', {
    kind: 'completed',
    source: 'app',
    command,
    actor: 'truong',
    ...more
  })
const answer = keeper.says(stream, 30, 'duty.gate-answered', { gate: 'cong-ben-do', answer: 'closed' })
const end = chief.says(stream, 600, 'duty.alarm-ended', {})

const kindsOf = (facts: Envelope[], own: Envelope[] = [start(), answer, end]) =>
  timeline(alarms(own)[0]!, facts).map(({ entry }) => entry.kind)

test('commands, reports and claims stand in one row of time, and apart at each gate', () => {
  const facts = [report(20), attempt(2)]
  expect(kindsOf(facts)).toEqual(['start', 'command', 'answer', 'end'])
  const [motor, hand] = gatesIn(alarms([start(), answer, end])[0]!, facts, everybodyCounts())
  expect(motor).toMatchObject({
    gate: 'cong-1b',
    commanded: { attempt: { outcome: 'accepted' } },
    reported: { event: { kind: 'completed' } },
    said: null
  })
  expect(hand).toMatchObject({ commanded: null, reported: null, said: { word: 'closed' } })
})

test('that a commander’s phone has a word is no moment of its own', () => {
  const received = chief.says(stream, 31, 'duty.words-received', { words: [answer.id] })
  const own = [received, start(), answer, end]
  expect(kindsOf([], own)).toEqual(['start', 'answer', 'end'])
})

test('a lock after it does not hide what the gate was told to do', () => {
  const close = attempt(2)
  const lock = chief.says('gate/cong-1b', 6, 'gates.command-attempted', {
    command: alarmId(9),
    action: 'LOCK',
    outcome: 'completed'
  })
  const alarm = alarms([start()])[0]!
  expect(gatesIn(alarm, [lock, close], everybodyCounts())[0]!.commanded?.attempt.action).toBe('CLOSE')
  expect(gatesIn(alarm, [lock], everybodyCounts())[0]!.commanded?.attempt.action).toBe('LOCK')
})

test('of other gates, of before it and of long after it nothing belongs to it', () => {
  const before = report(-30)
  expect(kindsOf([before, attempt(2, false, 'cong-chua'), report(600 + 3601)])).toEqual([
    'start',
    'answer',
    'end'
  ])
  const other = { command: alarmId(8) }
  expect(kindsOf([report(-4), report(600 + 3599, other)])).toEqual([
    'command',
    'start',
    'answer',
    'end',
    'command'
  ])
  expect(kindsOf([report(9_000)], [start()])).toEqual(['start', 'command'])
  expect(before.at < new Date(aNight).toISOString()).toBe(true)
})

test('what was done in a drill is none of an alarm’s, nor the other way', () => {
  const drilling = alarmId(8)
  const facts = [
    attempt(2),
    attempt(3, true, 'cong-1b', drilling),
    report(4),
    report(5, { drill: true, command: drilling })
  ]
  const drilled = (moments: ReturnType<typeof timeline>) =>
    moments.flatMap(({ of, entry }) => (of === 'gate' ? [entry.fact.body['drill'] === true] : []))
  expect(drilled(timeline(alarms([start()])[0]!, facts))).toEqual([false])
  expect(drilled(timeline(alarms([start(true)])[0]!, facts))).toEqual([true])
})

test('what nobody ordered is told in a drill too', () => {
  const wall = agent.says('gate/cong-1b', 8, 'gates.event-reported', { kind: 'local-manual', source: 'wall' })
  expect(kindsOf([wall], [start(true)])).toEqual(['start', 'report'])
})
