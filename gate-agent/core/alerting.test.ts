import { expect, test } from 'vitest'
import { alertQuietMs, type AlertKind } from '#lib/domain/gates/contract/alert.ts'
import { afternoon, GateStage } from '../../tests/gate-stage.ts'
import { alerting, onDeaf } from './alerting.ts'
import { onWarnings } from './on-warnings.ts'

test('what flickers is told once in a while, and written down each time', () => {
  const stage = new GateStage({ schedule: null })
  for (let i = 0; i < 3; i++) {
    stage.push('power-off')
    stage.report()
    stage.push('power-on')
    stage.report()
  }
  expect(stage.alerts).toEqual(['offline'])
  expect(stage.logged.filter((kind) => kind === 'offline')).toHaveLength(3)
  stage.now += alertQuietMs
  stage.push('power-off')
  stage.report()
  expect(stage.alerts).toEqual(['offline', 'offline'])
})

test('an exercise calls nobody: what stands in its way is written down as such', () => {
  for (const drill of [true, undefined]) {
    const stage = new GateStage({ schedule: null })
    stage.push({ obstacle: 40 })
    stage.ask(stage.command('CLOSE', drill ? { drill } : {}))
    stage.pass(20_000)
    expect(stage.logged).toContain('obstructed')
    expect(stage.alerts).toEqual(drill ? [] : ['obstructed'])
  }
})

test('left open says for how long, the hour for how long it is yet', () => {
  const open = new GateStage({ schedule: null })
  open.pass(31 * 60_000)
  const told = open.effects.flatMap((effect) => (effect.do === 'alert' ? [effect.minutes] : []))
  expect(told).toEqual([10, 30])
  const evening = new GateStage({}, Date.UTC(2026, 10, 24, 14, 40))
  evening.pass(10 * 60_000)
  expect(evening.effects).toContainEqual({ do: 'alert', alert: 'closes-soon', minutes: 15 })
})

test('a warning of the controller is told when it is new, and not what was so from the first', () => {
  const told = (from: GateStage['gate'], warnings: string[]) => onWarnings(from, warnings, 0)
  const first = told(new GateStage().gate, ['presence-is-slow'])
  expect(first.effects).toEqual([])
  expect(told(first.gate, ['presence-is-slow'])).toEqual({ gate: first.gate, effects: [] })
  const second = told(first.gate, ['presence-is-slow', 'locked-on-device'])
  expect(second.effects).toEqual([
    { do: 'log', body: { kind: 'config-changed', source: 'agent', why: 'locked-on-device' } },
    { do: 'alert', alert: 'controller-warned' }
  ])
  expect(told(second.gate, []).effects).toEqual([])
})

test('that commands do not arrive is logged with its alert, once in five minutes however often it begins', () => {
  const first = onDeaf(new GateStage().gate, 0)
  expect(first.effects).toEqual([
    { do: 'log', body: { kind: 'deaf', source: 'agent' } },
    { do: 'alert', alert: 'deaf' }
  ])
  expect(onDeaf(first.gate, 299_999).effects).toEqual([])
  expect(onDeaf(first.gate, 300_000).effects).toHaveLength(2)
})

/** Returns which of these alerts, each with its time, reach people. */
function toldOf(alerts: readonly (readonly [alert: AlertKind, at: number])[]) {
  let { gate } = new GateStage()
  return alerts.flatMap(([alert, at]) => {
    const step = alerting(gate, alert, at)
    gate = step.gate
    return step.effects.length > 0 ? [[alert, at]] : []
  })
}

test('an alert is quiet for its whole time and not longer, and only to the same alert', () => {
  const [first, other] = [
    ['offline', 0],
    ['power-lost', 1_000]
  ] as const
  const last = ['offline', alertQuietMs] as const
  expect(toldOf([first, other, ['offline', alertQuietMs - 1], last])).toEqual([first, other, last])
})

test('a clock that was put back silences no alert', () => {
  const [first, again] = [
    ['offline', afternoon],
    ['offline', afternoon - 3_600_000]
  ] as const
  expect(toldOf([first, again, ['offline', again[1] + 1_000]])).toEqual([first, again])
})
