import { describe, expect, test } from 'vitest'
import { alarmId, AlarmPhone } from '../../../../tests/alarm.ts'
import { testDecision } from '../../../../tests/facts.ts'
import { alarms } from './alarm.ts'
import { byDecisions } from './by-decisions.ts'

const chief = new AlarmPhone('truong')
const gates = ['cong-1b', 'cong-ben-do']
const started = (more: object = {}) =>
  alarms([chief.says(`alarm/${alarmId(1)}`, 0, 'duty.alarm-started', { gates, from: 'app', ...more })])
const decides = (gate: string, seconds: number) =>
  chief.says(`gate/${gate}`, seconds, 'directory.gate-decision-recorded', testDecision)
const withdraws = (decided: { id: string; stream: string }, seconds: number) =>
  chief.says(decided.stream, seconds, 'directory.gate-decision-withdrawn', {
    decisions: [decided.id],
    reason: 'UBND thu hồi'
  })

describe('an alarm beside the decisions that this phone knows', () => {
  test('has a gate to close where one was in force, though its author left it out', () => {
    const facts = [decides('cong-1b', -60), decides('cong-ben-do', -60)]
    const [alarm] = byDecisions(started({ leftOut: ['cong-ben-do'] }), facts)
    expect(alarm).toMatchObject({ gates, leftOut: [], undecided: [] })
  })

  test('names a gate that its author orders closed without one, and keeps it in the list', () => {
    const [alarm] = byDecisions(started(), [decides('cong-1b', -60)])
    expect(alarm).toMatchObject({ gates, leftOut: [], undecided: ['cong-ben-do'] })
  })

  test('leaves out what its author left out and nobody had decided', () => {
    const [alarm] = byDecisions(started({ leftOut: ['cong-ben-do'] }), [decides('cong-1b', -60)])
    expect(alarm).toMatchObject({ gates: ['cong-1b'], leftOut: ['cong-ben-do'], undecided: [] })
  })

  test('goes by what was in force at its start: no later decision counts, nor a later withdrawal', () => {
    const decided = decides('cong-1b', -60)
    const facts = [decided, withdraws(decided, 30), decides('cong-ben-do', 30)]
    expect(byDecisions(started(), facts)[0]).toMatchObject({ undecided: ['cong-ben-do'] })
    const before = [decided, withdraws(decided, -30), decides('cong-ben-do', -20)]
    expect(byDecisions(started(), before)[0]).toMatchObject({ undecided: ['cong-1b'] })
  })

  test('takes a decision for withdrawn, whatever the clock of who withdrew it, and another one not', () => {
    const [first, second] = [decides('cong-1b', -60), decides('cong-ben-do', -60)]
    const facts = [withdraws(first, -600), first, second]
    expect(byDecisions(started(), facts)[0]).toMatchObject({ undecided: ['cong-1b'] })
  })
})
