import { expect, test } from 'vitest'
import { GateStage } from '../../tests/gate-stage.ts'

const begun = () => {
  const stage = new GateStage({ schedule: null })
  stage.ask(stage.command('CLOSE'))
  stage.pass(1_000)
  return stage
}
const silence = { motion: 'unknown', position: null, deviceOnline: false } as const

test('a run is told from its first report to its last, and how long ago it ended', () => {
  const stage = begun()
  expect(stage.state).toMatchObject({ motion: 'closing', run: { ms: expect.any(Number) } })
  const { ms } = stage.state.run!
  stage.pass(3_000)
  expect(stage.state.run).toEqual({ ms: ms + 3_000 })
  stage.pass(60_000)
  const { run, motion } = stage.state
  expect(motion).toBe('closed')
  expect(run!.ms).toBeGreaterThanOrEqual(8_000)
  expect(run!.ms).toBeLessThanOrEqual(11_000)
  expect(run!.ms + run!.endedMs!).toBe(ms + 63_000)
})

test('a hand at the button runs the gate as well, and the other way is another run', () => {
  const stage = begun()
  stage.pass(60_000)
  const took = stage.state.run!.ms
  stage.report({ ...stage.controllerSays(), motion: 'opening' })
  expect(stage.state.run).toEqual({ ms: 0 })
  stage.report({ ...stage.controllerSays(), motion: 'closing' })
  expect(stage.state.run).toEqual({ ms: 0 })
  expect(took).toBeGreaterThan(0)
})

test('a command repeated on the way does not begin the run anew', () => {
  const stage = begun()
  const { ms } = stage.state.run!
  stage.pass(2_000)
  stage.ask(stage.command('CLOSE'))
  stage.pass(1_000)
  expect(stage.state.run).toEqual({ ms: ms + 3_000 })
})

test.each([
  ['began unheard', (stage: GateStage) => stage.restart()],
  ['was lost on the way', (stage: GateStage) => stage.report({ ...stage.controllerSays(), ...silence })]
])('a run that %s has no length', (_, lose) => {
  const stage = begun()
  lose(stage)
  stage.report({ ...stage.controllerSays(), motion: 'closing' })
  expect(stage.state).toMatchObject({ motion: 'closing' })
  expect(stage.state.run).toBeUndefined()
  stage.report({ ...stage.controllerSays(), motion: 'closed', position: 0 })
  expect(stage.state).toMatchObject({ motion: 'closed' })
  expect(stage.state.run).toBeUndefined()
})

test('one that stopped half-way has none either', () => {
  const stage = begun()
  stage.report({ ...stage.controllerSays(), motion: 'stopped' })
  expect(stage.state.run).toBeUndefined()
  stage.report({ ...stage.controllerSays(), motion: 'closed', position: 0 })
  expect(stage.state.run).toBeUndefined()
})
