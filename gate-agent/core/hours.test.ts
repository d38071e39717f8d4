import { describe, expect, test } from 'vitest'
import { afternoon, GateStage } from '../../tests/gate-stage.ts'

const minute = 60_000
const hour = 60 * minute
/** 21:59 in Vietnam. */
const evening = afternoon + 7 * hour - minute

describe('the evening', () => {
  test('16 tells fifteen minutes before, warns at the gate and closes at 22:00, once, with every phone off', () => {
    const stage = new GateStage({}, evening - 20 * minute)
    stage.pass(6 * minute)
    expect(stage.alerts).toEqual(['closes-soon'])
    stage.pass(14 * minute)
    expect(stage.moves).toEqual([])
    stage.pass(hour + minute)
    expect(stage.moves).toEqual(['CLOSE'])
    expect(stage.logged).toContain('completed')
    stage.push('open')
    stage.pass(8 * hour)
    expect(stage.moves).toEqual(['CLOSE'])
  })

  test('16 the agent starts at 21:59 and closes at 22:00', () => {
    const stage = new GateStage({}, evening)
    stage.restart()
    stage.report()
    stage.pass(2 * minute)
    expect(stage.moves).toEqual(['CLOSE'])
  })

  test.each([
    ['UTC', 0],
    ['Asia/Ho_Chi_Minh', -7],
    ['America/Los_Angeles', 8],
    ['Pacific/Kiritimati', -14]
  ])('16 ten o’clock is Vietnam’s on a machine that takes itself to be in %s', (zone, hoursBehind) => {
    const { TZ } = process.env
    process.env.TZ = zone
    try {
      expect(new Date(evening).getTimezoneOffset()).toBe(60 * hoursBehind)
      const stage = new GateStage({}, evening - 20 * minute)
      stage.pass(20 * minute)
      expect(stage.moves).toEqual([])
      expect(stage.alerts).toContain('closes-soon')
      stage.pass(2 * minute)
      expect(stage.moves).toEqual(['CLOSE'])
    } finally {
      if (TZ === undefined) delete process.env.TZ
      else process.env.TZ = TZ
    }
  })

  test('power that comes back after 22:00 moves nothing and calls a person', () => {
    const stage = new GateStage({}, evening - 30 * minute)
    stage.pass(20 * minute)
    stage.now += hour
    stage.restart()
    stage.report()
    stage.pass(8 * hour)
    expect(stage.moves).toEqual([])
    expect(stage.alerts.filter((alert) => alert === 'schedule-missed')).toHaveLength(1)
  })

  test('what does not close is tried once more, then a person is called', () => {
    const stage = new GateStage({}, evening)
    stage.pass(10 * minute, true)
    expect(stage.moves.slice(0, 2)).toEqual(['CLOSE', 'CLOSE'])
    expect(stage.alerts.filter((alert) => alert === 'not-closed')).toHaveLength(1)
    stage.pass(2 * hour, true)
    expect(stage.moves).toHaveLength(2)
  })

  /** Lets an evening go by around that hour, and returns how many minutes after it each order came. */
  function eveningAt(stage: GateStage, at: number): number[] {
    stage.now = at - 20 * minute
    stage.push('open')
    stage.pass(20_000)
    const orders: number[] = []
    for (let i = 0; i < 120; i++) {
      const from = stage.moves.length
      stage.pass(minute)
      if (stage.moves.length > from) orders.push(Math.floor((stage.now - at) / minute))
    }
    return orders
  }
  const day = 24 * hour

  test('closes on the days of its week, at their hours, and on no other', () => {
    // The 24th is a Tuesday.
    const stage = new GateStage({ schedule: { closeAt: { T3: '22:00', T5: '20:30' } } }, evening - hour)
    const ten = evening + minute
    expect(eveningAt(stage, ten)).toEqual([0])
    expect(eveningAt(stage, ten + day)).toEqual([])
    expect(stage.state.closesAt).toBe(Date.UTC(2026, 10, 26, 13, 30))
    expect(eveningAt(stage, Date.UTC(2026, 10, 26, 13, 30))).toEqual([0])
    expect(stage.state.closesAt).toBe(Date.UTC(2026, 11, 1, 15))
  })

  test('police put a holiday off weeks before; each other evening stays, and one is never put off twice', () => {
    const stage = new GateStage({}, evening - hour)
    const ten = evening + minute
    const holiday = ten + 2 * day
    stage.ask(stage.command('POSTPONE', { until: holiday + 90 * minute }))
    stage.ask(stage.command('POSTPONE', { until: holiday + day + hour }))
    stage.ask(stage.command('POSTPONE', { until: holiday + 30 * minute }))
    expect(stage.state.postponed).toEqual([holiday + 30 * minute, holiday + day + hour])
    stage.restart()
    const evenings = [0, 1, 2, 3, 4].map((nth) => eveningAt(stage, ten + nth * day))
    expect(evenings).toEqual([[0], [0], [30], [60], [0]])
    expect(stage.state.postponed).toBeUndefined()
  })

  test('a keeper puts an evening off once, though it is asked for before the one before it has ended', () => {
    // 09:00 on Wednesday: Tuesday's evening lasts until 10:00, the next closing is at 11:00.
    const schedule = { closeAt: { T3: '22:00', T4: '11:00' } }
    const stage = new GateStage({ schedule }, evening + minute + 11 * hour)
    const ask = (until: number) => {
      const command = stage.command('POSTPONE', { until, reason: 'Lễ' })
      stage.ask(command, { roles: ['keeper'] })
      return stage.replies(command.id)
    }
    const noon = evening + minute + 14 * hour
    expect(ask(noon)).toEqual(['accepted', 'completed'])
    expect(ask(noon + hour)).toEqual(['refused'])
  })

  test('a keeper puts off no evening but this one', () => {
    const stage = new GateStage({}, evening)
    const keeper = { roles: ['keeper'] }
    const ask = (until: number) => {
      const command = stage.command('POSTPONE', { until, reason: 'Lễ' })
      stage.ask(command, keeper)
      return stage.replies(command.id)
    }
    expect(ask(evening + 25 * hour)).toEqual(['refused'])
    expect(ask(evening + hour)).toEqual(['accepted', 'completed'])
    expect(stage.state.postponed).toEqual([evening + hour])
  })

  test('under a lock for work on it nothing moves; a person is called once, after the second try', () => {
    const stage = new GateStage({}, evening)
    stage.ask(stage.command('LOCK', { lock: 'maintenance' }))
    stage.pass(minute + 30_000)
    expect(stage.logged).toContain('failed')
    expect(stage.logged).not.toContain('not-closed')
    stage.pass(hour)
    expect(stage.moves).toEqual([])
    expect(stage.logged.filter((kind) => kind === 'not-closed')).toHaveLength(1)
  })

  test('somebody stops it: that evening it stays as it is', () => {
    const stage = new GateStage({}, evening)
    stage.pass(minute + 7_000)
    stage.ask(stage.command('STOP'))
    stage.pass(hour)
    expect(stage.moves).toEqual(['CLOSE', 'STOP'])
  })

  test('postponed past midnight it closes then, and the next evening at its hour', () => {
    const stage = new GateStage({}, evening - hour)
    stage.ask(stage.command('POSTPONE', { until: evening + 2.5 * hour }))
    stage.pass(2 * hour)
    expect(stage.moves).toEqual([])
    stage.pass(2 * hour)
    expect(stage.moves).toEqual(['CLOSE'])
    stage.push('open')
    stage.now = evening + 24 * hour
    stage.report()
    stage.pass(3 * minute)
    expect(stage.moves).toEqual(['CLOSE', 'CLOSE'])
  })

  test('a keeper postpones it once a night, and police hear of it; police may postpone it again', () => {
    const stage = new GateStage({}, evening - hour)
    const postpone = (until: number, roles: string[], reason = 'Đám tang') => {
      const command = stage.command('POSTPONE', { until, reason })
      stage.ask(command, { roles })
      stage.pass(minute)
      return stage.replies(command.id)
    }
    expect(postpone(evening + hour, ['keeper'])).toEqual(['accepted', 'completed'])
    expect(stage.alerts).toEqual(['postponed'])
    expect(postpone(evening + 2 * hour, ['keeper'])).toEqual(['refused'])
    expect(postpone(evening + 2 * hour, ['commander'])).toEqual(['accepted', 'completed'])
    expect(stage.alerts).toEqual(['postponed'])
    stage.pass(2 * hour)
    expect(stage.moves).toEqual([])
    stage.pass(2 * hour)
    expect(stage.moves).toEqual(['CLOSE'])
    stage.pass(20 * hour)
    expect(postpone(stage.now + 3 * hour, ['keeper'])).toEqual(['accepted', 'completed'])
  })

  test('an hour soon after midnight is told of before it, and waits for a postponement from before it', () => {
    const stage = new GateStage({ schedule: { closeAt: '00:05' } }, evening + hour)
    stage.pass(51 * minute)
    expect(stage.alerts).toContain('closes-soon')
    stage.ask(stage.command('POSTPONE', { until: evening + 3 * hour }))
    expect(stage.state.closesAt).toBe(evening + 3 * hour)
    stage.pass(2 * hour - 52 * minute)
    expect(stage.moves).toEqual([])
    stage.pass(4 * minute)
    expect(stage.moves).toEqual(['CLOSE'])
  })

  test('a new agent misses no evening before it came', () => {
    const stage = new GateStage({}, evening + 3 * hour)
    stage.pass(10 * minute)
    expect(stage.alerts).not.toContain('schedule-missed')
  })
})

describe('what nobody asked for', () => {
  test('17 a hand at the wall by day is written down as that', () => {
    const stage = new GateStage()
    stage.push('close')
    stage.report()
    expect(stage.logged).toEqual(['online', 'unexpected-move'])
    const later = new GateStage()
    later.pass(2 * minute)
    later.push('close')
    later.report()
    later.pass(11_000)
    expect(later.logged).toEqual(['online', 'local-manual'])
    expect(later.alerts).toEqual([])
  })

  test('17 under an alarm, or opening at night, it is an alert', () => {
    const locked = new GateStage({}, afternoon, 0)
    locked.ask(locked.command('LOCK'))
    locked.pass(2 * minute)
    locked.push('open')
    locked.report()
    expect(locked.alerts).toEqual(['unexpected-move'])
    const night = new GateStage({ schedule: null }, evening + 2 * hour, 0)
    night.pass(2 * minute)
    night.push('open')
    night.report()
    expect(night.alerts).toEqual(['unexpected-move'])
  })

  test('closing it by hand at night is none', () => {
    const night = new GateStage({ schedule: null }, evening + 2 * hour)
    night.pass(2 * minute)
    night.push('close')
    night.report()
    expect(night.logged.at(-1)).toBe('local-manual')
    expect(night.alerts).toEqual([])
  })

  test('left open: somebody is told after 10, 30 and 180 minutes', () => {
    const stage = new GateStage({ schedule: null })
    stage.pass(9 * minute)
    expect(stage.alerts).toEqual([])
    stage.pass(22 * minute)
    expect(stage.alerts).toEqual(['left-open', 'left-open'])
    stage.pass(5 * hour)
    expect(stage.alerts).toHaveLength(3)
  })

  test('a controller that goes silent for good is told once', () => {
    const stage = new GateStage({ schedule: null })
    stage.push('power-off')
    stage.report()
    expect(stage.alerts).toEqual(['offline'])
    stage.ask(stage.command('CLOSE'))
    expect(stage.moves).toEqual([])
  })
})
