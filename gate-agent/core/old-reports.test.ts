import { expect, test } from 'vitest'
import { reportsClosed, shown } from '#lib/domain/gates/contract/state.ts'
import { afternoon, GateStage } from '../../tests/gate-stage.ts'

const evening = afternoon + 6.9 * 3_600_000
const lost = {
  position: null,
  motion: 'unknown',
  obstructed: null,
  assumed: false,
  deviceOnline: true,
  reportedAt: null
} as const

test('a controller that repeats itself is no news; what changes, or ends a silence, is said at once', () => {
  const stage = new GateStage()
  const says = (more: object = {}) =>
    stage.report({ ...stage.controllerSays(), ...more }).some((effect) => effect.do === 'state')
  stage.now += 1_000
  const told = [says(), says({ obstructed: true }), says({ obstructed: true })]
  stage.now += 600_000
  expect([...told, says({ obstructed: true })]).toEqual([false, true, false, true])
})

test('a gate of which only the broker speaks is unknown, with the time of its last report, also after a restart', () => {
  const stage = new GateStage({}, afternoon, 0)
  stage.pass(90_000)
  const last = stage.state.reportedAt
  stage.report(lost)
  expect(shown(stage.state, stage.clock)).toEqual({ kind: 'unknown', since: last })
  stage.restart()
  stage.pass(3_600_000, true)
  stage.report(lost)
  const { since } = shown(stage.state, stage.clock) as { since: number }
  expect(last! - since).toBeLessThanOrEqual(10_000)
  expect(since).toBeLessThanOrEqual(last!)
})

test('16 a gate that is closed by a recent report is not closed at its hour', () => {
  const stage = new GateStage({}, evening, 0)
  stage.pass(10 * 60_000)
  expect(stage.moves).toEqual([])
})

test.each([
  ['nobody knows how it stands', (stage: GateStage) => void stage.report(lost)],
  ['it was closed by an old report', () => {}]
])('16 at its hour a gate is closed where %s', (_, change) => {
  const stage = new GateStage({}, evening, 0)
  stage.pass(60_000)
  change(stage)
  stage.pass(7 * 60_000, true)
  expect(stage.moves[0]).toBe('CLOSE')
})

test('for an alarm a gate is closed of which nobody knows how it stands, and one that was closed by an old report', () => {
  for (const change of [
    (stage: GateStage) => void stage.report(lost),
    (stage: GateStage) => void stage.pass(240_000, true)
  ]) {
    const stage = new GateStage({}, afternoon, 0)
    change(stage)
    stage.ask(stage.command('CLOSE', { alarm: true }))
    expect(stage.moves).toEqual(['CLOSE'])
    expect(reportsClosed(shown(stage.state, stage.clock))).toBe(false)
  }
})

test('a command to a gate that was closed by an old report is not done before the gate says so', () => {
  const stage = new GateStage({}, afternoon, 0)
  stage.pass(240_000, true)
  const close = stage.command('CLOSE')
  stage.ask(close)
  expect(stage.replies(close.id)).toEqual(['accepted'])
  stage.report()
  expect(stage.replies(close.id).at(-1)).toBe('completed')
})
