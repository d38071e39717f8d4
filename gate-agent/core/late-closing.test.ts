import { describe, expect, test } from 'vitest'
import { GateStage } from '../../tests/gate-stage.ts'

const minute = 60_000
const hour = 60 * minute
/** 21:59 in Vietnam, a minute before the gate closes by itself. */
const evening = Date.UTC(2026, 10, 24, 14, 59)

/** A gate whose closing at 22:00 has begun, and that a power cut stopped on its way. */
function cutShort() {
  const stage = new GateStage({}, evening)
  stage.pass(67_000)
  expect(stage.moves).toEqual(['CLOSE'])
  stage.push('stop')
  return stage
}

test('a closing that a power cut ended is tried again soon after, as always', () => {
  const stage = cutShort()
  stage.now += 2 * minute
  stage.restart()
  stage.report()
  stage.pass(5 * minute)
  expect(stage.moves).toEqual(['CLOSE', 'CLOSE'])
  expect(stage.alerts).not.toContain('schedule-missed')
})

test('hours later it is not made up for: nothing moves, and people hear once that it was missed', () => {
  const stage = cutShort()
  stage.now += 5 * hour
  stage.restart()
  stage.report()
  stage.pass(2 * hour)
  expect(stage.moves).toEqual(['CLOSE'])
  expect(stage.alerts.filter((alert) => alert === 'schedule-missed')).toHaveLength(1)
})

test('nor closes it on somebody who has opened it since', () => {
  const stage = cutShort()
  stage.now += 8 * hour
  stage.restart()
  stage.report()
  stage.ask(stage.command('OPEN'))
  stage.pass(hour)
  expect(stage.moves).toEqual(['CLOSE', 'OPEN'])
})

/** A gate that stands open for a passage, eleven seconds after it was asked for. */
function passage() {
  const stage = new GateStage({ schedule: null }, undefined, 0)
  stage.ask(stage.command('PASS'))
  stage.pass(11_000)
  expect(stage.moves).toEqual(['OPEN'])
  return stage
}

test.each([
  ['set forward by an hour', hour],
  ['set back by six', -6 * hour]
])(
  'a clock %s during a passage closes nothing, then or later, and people hear that it stands open',
  (_, by) => {
    const stage = passage()
    stage.clockOffset += by
    stage.pass(12 * hour)
    expect(stage.moves).toEqual(['OPEN'])
    expect(stage.alerts).toContain('not-closed')
  }
)

test('a machine that slept after its warning does not close the gate without a new one', () => {
  const stage = passage()
  stage.pass(61_000)
  stage.now += 6 * hour
  stage.pass(hour)
  expect(stage.moves).toEqual(['OPEN'])
  expect(stage.alerts).toContain('not-closed')
})

test('a passage that nothing disturbs is closed after its minute', () => {
  const stage = passage()
  stage.pass(2 * minute)
  expect(stage.moves).toEqual(['OPEN', 'CLOSE'])
})

describe('a machine that lost the time', () => {
  const noon = Date.UTC(2026, 10, 24, 5)
  test.each([
    ['has come back four days ago, at 21:58', Date.UTC(2026, 10, 20, 14, 58), 5 * minute],
    ['has come back in 1970, and its evening passes', minute, 15 * hour]
  ])('%s: it closes nothing at noon, and says so', (_, wrong, lasts) => {
    const stage = new GateStage({}, noon)
    stage.pass(2 * minute)
    stage.clockOffset = wrong - stage.now
    stage.restart()
    stage.report()
    stage.pass(lasts)
    expect(stage.moves).toEqual([])
    expect(stage.alerts).toContain('schedule-missed')
    expect(stage.alerts).not.toContain('closes-soon')
  })

  test('closes at its hour again once the clock is right', () => {
    const stage = new GateStage({}, noon)
    stage.clockOffset = -4 * 24 * hour
    stage.restart()
    stage.report()
    stage.pass(hour)
    stage.clockOffset = 0
    stage.pass(10 * hour)
    expect(stage.moves).toEqual(['CLOSE'])
  })
})
