import { describe, expect, test } from 'vitest'
import { afternoon, GateStage } from '../../tests/gate-stage.ts'

const minute = 60_000
const hour = 60 * minute
/** 22:00 in Vietnam. */
const ten = afternoon + 7 * hour

/** A gate whose agent knows of no decision, at a time. */
function undecided(at: number): GateStage {
  const stage = new GateStage({}, at)
  stage.decide(false)
  return stage
}

describe('a gate without a decision of the People’s Committee', () => {
  test('does not close at its hour, alerts nobody of it, and says so in its state', () => {
    const stage = undecided(ten - 30 * minute)
    expect(stage.state).toMatchObject({ warnings: ['no-decision'] })
    expect(stage.state).not.toHaveProperty('closesAt')
    expect(stage.state).not.toHaveProperty('schedule')
    stage.pass(9 * hour)
    expect(stage.moves).toEqual([])
    expect(stage.alerts.filter((alert) => alert !== 'left-open')).toEqual([])
    expect(stage.logged).not.toContain('schedule-missed')
  })

  test('closes at its hour with one, recorded before', () => {
    const stage = undecided(ten - 30 * minute)
    expect(stage.decide(true)).toMatchObject([{ do: 'decided', stands: true }, { do: 'state' }])
    expect(stage.state).not.toHaveProperty('warnings')
    expect(stage.state.closesAt).toBe(ten)
    stage.pass(31 * minute)
    expect(stage.moves).toEqual(['CLOSE'])
  })

  test('does not close late for one that is recorded after its hour; it does on the next evening', () => {
    const stage = undecided(ten - 30 * minute)
    stage.pass(33 * minute)
    stage.decide(true)
    stage.pass(9 * hour)
    expect(stage.moves).toEqual([])
    expect(stage.logged).not.toContain('schedule-missed')
    stage.pass(15 * hour)
    expect(stage.moves).toEqual(['CLOSE'])
  })

  test('starts without one, and knows it from its first word on', () => {
    const stage = undecided(ten - 2 * minute)
    stage.restart()
    stage.report()
    stage.pass(10 * minute)
    expect(stage.moves).toEqual([])
    expect(stage.state.warnings).toEqual(['no-decision'])
  })

  test('obeys whoever may close it all the same', () => {
    const stage = undecided(afternoon)
    const command = stage.command('CLOSE')
    stage.ask(command)
    stage.pass(minute)
    expect(stage.replies(command.id)).toEqual(['accepted', 'moving', 'completed'])
    expect(stage.moves).toEqual(['CLOSE'])
  })

  test('refuses to close for an alarm, whether the command or its key says so, and says why', () => {
    const stage = undecided(afternoon)
    const alarm = stage.ask(stage.command('CLOSE', { alarm: true }))
    const locked = stage.ask(stage.command('CLOSE'), { use: 'alarm' })
    const refusal = { code: 'NOT_ALLOWED', why: 'no-decision' }
    for (const effects of [alarm, locked]) {
      expect(effects).toContainEqual(
        expect.objectContaining({
          do: 'reply',
          reply: expect.objectContaining({ status: 'refused', refusal })
        })
      )
    }
    expect(stage.moves).toEqual([])
    stage.decide(true)
    stage.ask(stage.command('CLOSE', { alarm: true }))
    expect(stage.moves).toEqual(['CLOSE'])
    stage.decide(false)
    stage.ask(stage.command('STOP'))
    expect(stage.moves).toEqual(['CLOSE', 'STOP'])
  })

  test('says nothing where it has no schedule', () => {
    const stage = new GateStage({ schedule: null }, afternoon)
    expect(stage.decide(false)).toEqual([])
    expect(stage.state).not.toHaveProperty('warnings')
  })
})

describe('a decision that is withdrawn', () => {
  test('ends the schedule at once', () => {
    const stage = new GateStage({}, ten - 30 * minute)
    stage.pass(29 * minute)
    expect(stage.alerts).toContain('closes-soon')
    stage.decide(false)
    stage.pass(9 * hour)
    expect(stage.moves).toEqual([])
  })

  test('stops a closing that is only being warned of, and its second try', () => {
    const stage = new GateStage({}, ten - minute)
    stage.pass(minute + 1_000)
    expect(stage.effects).toContainEqual(expect.objectContaining({ do: 'warn' }))
    stage.decide(false)
    stage.pass(9 * hour)
    expect(stage.moves).toEqual([])
    expect(stage.logged).toContain('failed')
    expect(stage.alerts).not.toContain('not-closed')
  })
})
