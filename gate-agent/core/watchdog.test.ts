import { expect, test } from 'vitest'
import { completedWithinMs } from '#lib/domain/gates/contract/timers.ts'
import { closesAlready } from './closes-already.ts'
import { afternoon, GateStage, testSettings } from '../../tests/gate-stage.ts'

const limitMs = completedWithinMs('OPEN', testSettings.travelMs)

/** A gate whose controller has said “opening” and says no more. */
function stuck(how: 'opening' | 'closing' = 'opening', position = 40) {
  const stage = new GateStage({ schedule: null }, afternoon, position)
  const repeat = () => stage.report({ ...stage.controllerSays(), motion: how })
  repeat()
  return { stage, repeat }
}

test('a motion that is reported lasts no longer than the travel and a margin, by itself and however often it is repeated', () => {
  for (const isRepeated of [false, true]) {
    const { stage, repeat } = stuck()
    stage.pass(limitMs - 1_000, true)
    expect(stage.state.motion).toBe('opening')
    for (let s = 0; s < 60; s++) {
      if (isRepeated) repeat()
      stage.pass(2_000, true)
    }
    expect(stage.state).toMatchObject({ motion: 'unknown', position: null })
    stage.report()
    expect(stage.state).toMatchObject({ motion: 'stopped', position: 40 })
    repeat()
    expect(stage.state.motion).toBe('opening')
  }
})

test('a break of the connection does not begin the motion anew', () => {
  const { stage, repeat } = stuck()
  stage.pass(limitMs - 1_000, true)
  stage.report({ ...stage.controllerSays(), motion: 'unknown', position: null, deviceOnline: false })
  stage.pass(2_000, true)
  repeat()
  expect(stage.state.motion).toBe('unknown')
})

test.each([{}, { alarm: true }])(
  'CLOSE of a gate that is stuck at “opening” is CLOSE, and no STOP (%o)',
  (more) => {
    const { stage, repeat } = stuck()
    stage.ask(stage.command('CLOSE', more))
    expect(stage.moves).toEqual(['STOP'])
    stage.pass(limitMs + 1_000, true)
    repeat()
    const close = stage.command('CLOSE', more)
    stage.ask(close)
    expect(stage.moves).toEqual(['STOP', 'CLOSE'])
    expect(stage.effects.findLast((effect) => effect.do === 'reply')).toMatchObject({
      reply: { id: close.id, status: 'accepted', act: 'CLOSE' }
    })
  }
)

test('OPEN of a gate that is stuck at “closing” is OPEN, and its closing counts as done by nobody', () => {
  const { stage, repeat } = stuck('closing')
  stage.pass(limitMs + 1_000, true)
  repeat()
  stage.ask(stage.command('CLOSE'))
  stage.ask(stage.command('OPEN'))
  expect(stage.moves).toEqual(['CLOSE', 'OPEN'])
})

test('the age of a motion and of a report is monotonic: a clock that is set changes neither', () => {
  for (const byMs of [-3_600_000, 3_600_000]) {
    const { stage, repeat } = stuck()
    stage.pass(limitMs - 2_000, true)
    stage.clockOffset = byMs
    stage.pass(1_000, true)
    expect(stage.state.motion).toBe('opening')
    stage.pass(2_000, true)
    repeat()
    expect(stage.state.motion).toBe('unknown')
  }
  // Closed an hour ago; the clock was put back by that hour, so that it shows the time of the report again.
  const closed = new GateStage({ schedule: null }, afternoon, 0)
  closed.pass(3_600_000, true)
  closed.clockOffset = -3_599_000
  expect(closed.state).toMatchObject({ motion: 'closed', reportAgeMs: 3_600_000 })
  expect(closesAlready(closed.gate, false)).toBe(false)
  closed.report()
  expect(closesAlready(closed.gate, false)).toBe(true)
})
