import { expect, test } from 'vitest'
import { GateStage } from '../../tests/gate-stage.ts'
import { onNotTold } from './on-not-told.ts'
import { onReport } from './on-report.ts'

const logged = ({ effects }: ReturnType<typeof onNotTold>) =>
  effects.flatMap((effect) => (effect.do === 'log' ? [effect.body.kind] : []))

test('a command that never reached the controller fails at once, and explains no movement', () => {
  const stage = new GateStage({ schedule: null })
  stage.pass(60_000)
  stage.ask(stage.command('CLOSE'))
  expect(logged(onNotTold(stage.gate, 'OPEN', stage.now))).toEqual([])
  const failed = onNotTold(stage.gate, 'CLOSE', stage.now)
  expect(logged(failed)).toEqual(['failed'])
  stage.push('close')
  expect(logged(onReport(failed.gate, stage.controllerSays(), stage.now))).toEqual(['local-manual'])
})

test('a gate that moves already goes on, and so does one that only warns', () => {
  const moving = new GateStage({ schedule: null })
  moving.ask(moving.command('CLOSE'))
  moving.push('close')
  moving.report()
  expect(logged(onNotTold(moving.gate, 'CLOSE', moving.now))).toEqual([])
  const warning = new GateStage({}, Date.UTC(2026, 10, 24, 15))
  warning.pass(500)
  expect(warning.gate.kept.tasks).toMatchObject([{ act: 'CLOSE', movesAt: expect.any(Number) }])
  expect(logged(onNotTold(warning.gate, 'CLOSE', warning.now))).toEqual([])
})
