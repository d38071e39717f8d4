import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afternoon, GateStage } from '../../../tests/gate-stage.ts'
import type { PowerSource } from './power.ts'

const minute = 60_000
const source: PowerSource = {
  topic: 'ups/nguon',
  mains: 'OL',
  battery: 'OB',
  percentTopic: 'ups/phan-tram',
  minutesTopic: 'ups/phut',
  capacityMinutes: 50
}
const stageWith = (power: Partial<PowerSource> = {}) => new GateStage({ power: { ...source, ...power } })
const alertsOf = (stage: GateStage) =>
  stage.effects.flatMap((effect) => (effect.do === 'alert' ? [[effect.alert, effect.minutes]] : []))

describe('a power cut', () => {
  test('is told once with what the battery lasts, and counted down by the minute', () => {
    const stage = stageWith({ capacityMinutes: 35 })
    stage.power('ups/nguon', 'OB')
    stage.power('ups/nguon', 'OB')
    expect(alertsOf(stage)).toEqual([['power-lost', 35]])
    expect(stage.state.power).toEqual({ mains: false, minutesLeft: 35 })
    stage.pass(4 * minute)
    expect(stage.state.power).toEqual({ mains: false, minutesLeft: 31 })
    stage.pass(40 * minute)
    expect(stage.state.power).toEqual({ mains: false, minutesLeft: 0 })
    expect(stage.logged.filter((kind) => kind === 'power-lost')).toHaveLength(1)
  })

  test('goes on through a restart of the agent: neither told anew nor counted from the start', () => {
    const stage = stageWith({ capacityMinutes: 35 })
    stage.power('ups/nguon', 'OB')
    stage.pass(10 * minute)
    stage.restart()
    expect(stage.state.power).toEqual({ mains: false, minutesLeft: 25 })
    stage.power('ups/nguon', 'OB')
    expect(stage.logged.filter((kind) => kind === 'power-lost')).toHaveLength(1)
  })

  test('lasts no longer for a clock that was put back', () => {
    const stage = stageWith({ capacityMinutes: 35 })
    stage.power('ups/nguon', 'OB')
    stage.clockOffset -= 24 * 60 * minute
    expect(stage.state.power).toEqual({ mains: false, minutesLeft: 35 })
  })

  test('that ended while the agent was dead is told as over when it hears so, and nothing moves', () => {
    const stage = stageWith()
    stage.power('ups/nguon', 'OB')
    stage.now += 180 * minute
    stage.restart()
    stage.power('ups/nguon', 'OL')
    expect(stage.state.power).toEqual({ mains: true })
    expect(stage.alerts).toEqual(['power-lost', 'power-back'])
    expect(stage.moves).toEqual([])
  })

  test('minutes by themselves or from the charge; what cannot be read changes nothing', () => {
    const stage = stageWith()
    stage.power('ups/phan-tram', '80')
    stage.power('ups/nguon', 'OB')
    expect(stage.state.power).toEqual({ mains: false, minutesLeft: 40 })
    stage.power('ups/phut', '12.6')
    expect(stage.state.power).toEqual({ mains: false, minutesLeft: 12 })
    // A known value is not written to disk again.
    expect(stage.power('ups/phut', '12')).toEqual([])
    for (const junk of ['', 'nan', '-1', '101', '1e9', 'OL?', '{}']) {
      stage.power('ups/phan-tram', junk)
      stage.power('ups/nguon', junk)
    }
    expect(stage.state.power).toEqual({ mains: false, minutesLeft: 12 })
  })

  test('where nobody knows how long it lasts, nobody says so', () => {
    const stage = stageWith({ capacityMinutes: undefined })
    stage.power('ups/phan-tram', '80')
    stage.power('ups/nguon', 'OB')
    expect(alertsOf(stage)).toEqual([['power-lost', undefined]])
    expect(stage.state.power).toEqual({ mains: false })
  })

  test('a gate that nothing tells of says nothing of its power', () => {
    const stage = new GateStage()
    stage.power('ups/nguon', 'OB')
    expect(stage.state.power).toBeUndefined()
    expect(stage.alerts).toEqual([])
  })
})

const happening = fc.oneof(
  fc.record({ nguon: fc.constantFrom('OL', 'OB', 'OB', 'khac') }),
  fc.record({ percent: fc.integer({ min: 0, max: 120 }) }),
  fc.record({ passMs: fc.integer({ min: 500, max: 600_000 }) }),
  fc.record({ restart: fc.constant(true) }),
  fc.record({ clockBy: fc.constantFrom(-86_400_000, -60_000, 60_000) })
)

test('whatever happens to the power, the agent and its clock: nothing moves, each cut is told once and ends once', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
      const stage = new GateStage({ power: source, schedule: null }, afternoon)
      const heard: boolean[] = []
      for (const one of happenings) {
        if ('nguon' in one) {
          stage.power('ups/nguon', one.nguon)
          if (one.nguon !== 'khac') heard.push(one.nguon === 'OB')
        } else if ('percent' in one) stage.power('ups/phan-tram', String(one.percent))
        else if ('passMs' in one) {
          const before = stage.state.power
          stage.pass(one.passMs)
          const after = stage.state.power
          if (before?.minutesLeft !== undefined)
            expect(after!.minutesLeft).toBeLessThanOrEqual(before.minutesLeft)
        } else if ('restart' in one) stage.restart()
        else stage.clockOffset += one.clockBy
        if (stage.state.power) expect(stage.state.power.mains).toBe(!heard.at(-1))
      }
      const told = stage.logged.filter((kind) => kind.startsWith('power-'))
      const changes = [false, ...heard].flatMap((on, i, all) =>
        i > 0 && on !== all[i - 1] ? [on ? 'power-lost' : 'power-back'] : []
      )
      expect(told).toEqual(changes)
      expect(stage.moves).toEqual([])
    }),
    { numRuns: 300, seed: 20261125 }
  )
})
