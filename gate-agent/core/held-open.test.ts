import { expect, test } from 'vitest'
import { afternoon, GateStage, type Said } from '../../tests/gate-stage.ts'

/** A gate that opened for one vehicle; `times` are those that its published states say it closes at, since it was open. */
function held() {
  const stage = new GateStage({}, afternoon, 0)
  const heard: Said[] = []
  stage.hearer = (said) => void heard.push(said)
  stage.ask(stage.command('PASS'))
  while (stage.shutter.position < 100) stage.pass(500)
  const closesAt = stage.clock + 65_000
  const last = () => heard.findLast((said) => 'state' in said)?.state.holdsUntil
  return { stage, closesAt, last }
}

test('a gate that a passage holds open publishes when it closes by itself, with its warning, until it does', () => {
  const { stage, closesAt, last } = held()
  expect(last()).toBe(closesAt)
  stage.ask(stage.command('POSTPONE', { until: stage.clock + 9 * 3_600_000, reason: 'Đám tang' }))
  expect([stage.state.holdsUntil, last()]).toEqual([closesAt, closesAt])
  stage.pass(62_000)
  expect(last()).toBe(closesAt)
  // Deaf: no report of the controller brings the news.
  while (!stage.moves.includes('CLOSE')) stage.pass(500, true)
  expect([stage.state.holdsUntil, last()]).toEqual([undefined, undefined])
})

test.each(['STOP', 'CLOSE', 'OPEN'] as const)('%s ends the hold, and the state says so at once', (action) => {
  const { stage, last } = held()
  stage.ask(stage.command(action))
  expect([stage.state.holdsUntil, last()]).toEqual([undefined, undefined])
})

test('an alarm’s lock leaves it to close, its closing and a lock for work on the gate end the hold', () => {
  const { stage, closesAt, last } = held()
  stage.ask(stage.command('LOCK'))
  expect(last()).toBe(closesAt)
  stage.ask(stage.command('CLOSE', { alarm: true }))
  expect(last()).toBeUndefined()
  const other = held()
  other.stage.ask(other.stage.command('LOCK', { lock: 'maintenance' }))
  expect(other.last()).toBeUndefined()
})

test('one closed at the wall is not held, and after a start none is', () => {
  const { stage, last } = held()
  stage.push('close')
  stage.pass(1_000)
  expect(last()).toBeUndefined()
  const other = held()
  other.stage.restart()
  other.stage.report()
  expect(other.stage.state.holdsUntil).toBeUndefined()
})

test('a hold begins with news, also where the gate was open and its report says nothing more', () => {
  const stage = new GateStage({}, afternoon, 100)
  const assumed = () => ({ ...stage.controllerSays(), assumed: true })
  stage.report(assumed())
  stage.ask(stage.command('PASS'))
  stage.pass(500, true)
  expect(stage.state.holdsUntil).toBeUndefined()
  const effects = stage.report(assumed())
  expect([stage.state.holdsUntil, effects]).toEqual([stage.clock + 65_000, [{ do: 'state' }]])
})

test('a hold that ends without closing the gate is said at once, too', () => {
  const { stage, last } = held()
  stage.pass(64_000)
  stage.push({ obstacle: 100 })
  stage.report({ ...stage.controllerSays(), obstructed: true })
  stage.pass(3_000, true)
  expect([stage.moves, last()]).toEqual([['OPEN'], undefined])
})
