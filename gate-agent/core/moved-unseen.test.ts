import { expect, test } from 'vitest'
import { onOrderLeft } from './refusals.ts'
import { afternoon, GateStage } from '../../tests/gate-stage.ts'

const away = {
  position: null,
  motion: 'unknown',
  obstructed: null,
  assumed: false,
  deviceOnline: false,
  reportedAt: null
} as const
const silent = { ...away, deviceOnline: true }

const alerts = (stage: GateStage) =>
  stage.effects.flatMap((effect) => (effect.do === 'alert' ? [effect.alert] : []))
const kinds = (stage: GateStage) =>
  stage.effects.flatMap((effect) => (effect.do === 'log' ? [effect.body.kind] : []))

/** A closed gate whose controller was away for an hour and has just come back, and said nothing of the gate yet. */
function backAgain(position = 0) {
  const stage = new GateStage({ schedule: null }, afternoon, position)
  stage.report(away)
  stage.pass(3_600_000, true)
  stage.report(silent)
  stage.effects.length = 0
  return stage
}

test('17 a gate that runs as its controller comes back moves unexpectedly, though it was unknown', () => {
  const stage = backAgain()
  stage.push('open')
  stage.report()
  expect([kinds(stage), alerts(stage)]).toEqual([['unexpected-move'], ['unexpected-move']])
  stage.pass(12_000)
  expect(kinds(stage)).toEqual(['unexpected-move'])
})

test('17 a gate that stands elsewhere than before it was unknown has moved unseen, also before a start of the agent', () => {
  const stage = backAgain()
  stage.shutter = { ...stage.shutter, position: 100 }
  stage.report()
  expect([kinds(stage), alerts(stage)]).toEqual([['unexpected-move'], ['unexpected-move']])

  const restarted = new GateStage({ schedule: null }, afternoon, 0)
  restarted.restart()
  restarted.effects.length = 0
  restarted.shutter = { ...restarted.shutter, position: 40 }
  restarted.report()
  expect(alerts(restarted)).toEqual(['unexpected-move'])
})

test('17 what stands as before, and what nobody knew, has not moved', () => {
  const same = backAgain()
  same.report()
  const fresh = new GateStage({ schedule: null }, afternoon, 40)
  const open = backAgain(100)
  open.shutter = { ...open.shutter, position: 60 }
  open.report()
  for (const stage of [same, fresh, open]) expect(alerts(stage)).toEqual([])
})

test('17 a gate that was ordered to move is no surprise, even if it was lost meanwhile', () => {
  const stage = new GateStage({ schedule: null }, afternoon, 0)
  stage.ask(stage.command('OPEN'))
  stage.pass(3_000)
  stage.report(away)
  stage.report(silent)
  stage.pass(9_000)
  expect(alerts(stage)).toEqual(['offline'])
})

test('11 an order left at the controller’s broker is logged each time, and alerted once in a while', () => {
  const stage = new GateStage()
  const first = onOrderLeft(stage.gate, stage.clock)
  expect(first.effects).toEqual([
    { do: 'log', body: { kind: 'refused', source: 'agent', code: 'RETAINED' } },
    { do: 'alert', alert: 'retained-command' }
  ])
  expect(onOrderLeft(first.gate, stage.clock + 1_000).effects).toHaveLength(1)
})
