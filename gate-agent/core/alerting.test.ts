import { expect, test } from 'vitest'
import { alertQuietMs } from '#lib/domain/gates/contract/alert.ts'
import { GateStage } from '../../tests/gate-stage.ts'
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
