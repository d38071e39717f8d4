import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alarmId, AlarmPhone, everybodyCounts } from '../../../../tests/alarm.ts'
import type { Envelope } from '../fact.ts'
import { alarms } from './alarm.ts'
import { closingTimes } from './closing-times.ts'

const chief = new AlarmPhone('truong')
const keeper = new AlarmPhone('hai-muoi')
const agent = new AlarmPhone('may-cong')
const stream = `alarm/${alarmId(1)}`
const gates = ['cong-1b', 'cong-ben-do', 'cong-chua']
const drill = { drill: true as const }

const start = chief.says(stream, 0, 'duty.alarm-started', { gates, from: 'app', ...drill })
const report = (seconds: number, more: object = {}) =>
  agent.says('gate/cong-1b', seconds, 'gates.event-reported', {
    kind: 'completed',
    source: 'app',
    action: 'CLOSE',
    command: alarmId(7),
    actor: 'truong',
    latencyMs: 18_000,
    ...drill,
    ...more
  })
const answer = (seconds: number, said: 'closed' | 'cannot', gate = 'cong-ben-do') =>
  keeper.says(stream, seconds, 'duty.gate-answered', { gate, answer: said })
const end = chief.says(stream, 900, 'duty.alarm-ended', {})

const timesOf = (own: Envelope[], gateFacts: Envelope[]) =>
  closingTimes(alarms(own)[0]!, gateFacts, everybodyCounts())

test('a motor gate counts by its own report, a hand gate by the first word that it is closed, the rest not at all', () => {
  const own = [start, answer(60, 'cannot'), answer(240, 'closed'), answer(300, 'closed'), end]
  expect(timesOf(own, [report(22), report(40)])).toEqual([
    { gate: 'cong-1b', ms: 22_000, by: 'gate' },
    { gate: 'cong-ben-do', ms: 240_000, by: 'person' },
    { gate: 'cong-chua', ms: null, by: null }
  ])
})

test('what moved without an order of this drill, opened, or failed is no closing', () => {
  const foreign = report(10, { drill: undefined })
  const others = [
    report(11, { action: 'OPEN' }),
    report(12, { kind: 'timeout' }),
    report(13, { kind: 'refused' })
  ]
  expect(timesOf([start, end], [foreign, ...others])[0]).toMatchObject({ ms: null })
  expect(timesOf([start, answer(30, 'closed', 'cong-1b'), end], others)[0]).toMatchObject({
    ms: 30_000,
    by: 'person'
  })
})

test('what is recorded after the end stops no clock, nor does a drill that follows within the hour', () => {
  const claim = (seconds: number) =>
    keeper.says('gate/cong-ben-do', seconds, 'gates.hand-claimed', { what: 'closed' })
  expect(timesOf([start, end], [claim(901), report(2_000)]).map(({ ms }) => ms)).toEqual([null, null, null])
  expect(timesOf([start, end], [claim(890), report(910)]).map(({ ms }) => ms)).toEqual([
    910_000,
    890_000,
    null
  ])
})

test('a record that is not known good stops no clock', () => {
  const [own, logs] = [[start, answer(60, 'closed'), end], [report(22)]]
  const times = closingTimes(
    alarms(own)[0]!,
    logs,
    everybodyCounts(() => true)
  )
  expect(times.map(({ ms }) => ms)).toEqual([null, null, null])
})

test('clocks that differ never make a gate quicker than its own motor, or than nothing', () => {
  expect(timesOf([start, end], [report(-3)])[0]).toMatchObject({ ms: 18_000 })
  const early = [start, answer(-2, 'closed'), end]
  expect(timesOf(early, [])[1]).toMatchObject({ ms: 0 })
})

test('in whatever order facts arrive, the times are the same', () => {
  const own = [start, answer(240, 'closed'), answer(300, 'closed'), end]
  const logs = [report(22), report(40), report(12, { kind: 'timeout' })]
  const wanted = timesOf(own, logs)
  const shuffled = (facts: Envelope[]) =>
    fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length })
  fc.assert(
    fc.property(shuffled(own), shuffled(logs), (a, b) => {
      expect(timesOf(a, b)).toEqual(wanted)
    })
  )
})
