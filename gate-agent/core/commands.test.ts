import { describe, expect, test } from 'vitest'
import { afternoon, GateStage } from '../../tests/gate-stage.ts'

const minute = 60_000
const hour = 60 * minute

describe('a command', () => {
  test('closes the gate: accepted, moving, completed, with a picture before and after', () => {
    const stage = new GateStage()
    const close = stage.command('CLOSE')
    stage.ask(close)
    stage.report()
    stage.pass(11_000)
    expect(stage.moves).toEqual(['CLOSE'])
    expect(stage.replies(close.id)).toEqual(['accepted', 'moving', 'completed'])
    expect(stage.logged).toEqual(['online', 'accepted', 'completed'])
    expect(stage.seen).toEqual(['accepted before', 'completed after'])
  })

  test('a stop, and what only has to be remembered, has no picture', () => {
    const stage = new GateStage()
    stage.ask(stage.command('LOCK'))
    stage.ask(stage.command('UNLOCK'))
    stage.ask(stage.command('STOP'))
    expect(stage.seen).toEqual([])
  })

  test('one that another overtook before the controller spoke is nobody’s hand at the wall', () => {
    const stage = new GateStage({}, undefined, 40)
    const word = stage.gate.report
    stage.ask(stage.command('OPEN'))
    stage.ask(stage.command('CLOSE'))
    const said = { ...word, reportedAt: stage.clock }
    stage.report({ ...said, motion: 'opening', position: 41 })
    stage.report({ ...said, motion: 'closing', position: 40 })
    expect(stage.logged).not.toContain('local-manual')
    expect(stage.logged).not.toContain('unexpected-move')
  })

  test('nor is one that was stopped; what begins later is', () => {
    const move = (afterMs: number) => {
      const stage = new GateStage({}, undefined, 40)
      stage.pass(2 * minute)
      stage.ask(stage.command('OPEN'))
      stage.ask(stage.command('STOP'))
      stage.now += afterMs
      stage.report({ ...stage.gate.report, reportedAt: stage.clock, motion: 'opening', position: 41 })
      return stage.logged.filter((kind) => kind === 'local-manual' || kind === 'unexpected-move')
    }
    expect([move(30), move(3_500)]).toEqual([[], ['local-manual']])
  })

  test('the motor comes first of all that is done', () => {
    const stage = new GateStage()
    expect(stage.ask(stage.command('CLOSE'))[0]).toEqual({ do: 'move', act: 'CLOSE' })
  })

  test('the log says why and how it was asked, whatever became of it', () => {
    const stage = new GateStage({}, undefined, 0)
    stage.ask(stage.command('OPEN', { override: 'fire', reason: 'Cháy nhà Hai Muội' }))
    stage.pass(11_000)
    stage.ask(stage.command('LOCK', { lock: 'maintenance', reason: 'Thay xích' }))
    stage.ask(stage.command('UNLOCK'), { roles: ['keeper'] })
    const until = stage.clock + 8 * hour
    stage.ask(stage.command('POSTPONE', { until, reason: 'Đám tang' }))
    const log = stage.effects.flatMap((effect) =>
      effect.do === 'log' && effect.body.action ? [effect.body] : []
    )
    expect(log).toMatchObject([
      { kind: 'accepted', action: 'OPEN', override: 'fire', reason: 'Cháy nhà Hai Muội' },
      { kind: 'completed', action: 'OPEN', override: 'fire', key: 'b'.repeat(43) },
      { kind: 'completed', action: 'LOCK', lock: 'maintenance', reason: 'Thay xích' },
      { kind: 'refused', action: 'UNLOCK', key: 'b'.repeat(43) },
      { kind: 'completed', action: 'POSTPONE', until: new Date(until).toISOString(), reason: 'Đám tang' }
    ])
  })

  test('9 a refused one moves nothing, and is answered and written down', () => {
    const stage = new GateStage()
    const open = stage.command('OPEN', { exp: stage.clock - 1, iat: stage.clock - 4_000 })
    stage.ask(open)
    stage.ask(stage.command('CLOSE'), { signed: false })
    stage.ask(stage.command('LOCK'), { roles: ['keeper'] })
    expect(stage.moves).toEqual([])
    expect(stage.replies(open.id)).toEqual(['refused'])
    expect(stage.logged.filter((kind) => kind === 'refused')).toHaveLength(3)
  })

  test('10 the same one again, after a second, six seconds and a restart, moves nothing more', () => {
    const stage = new GateStage()
    const close = stage.command('CLOSE')
    stage.ask(close)
    for (const wait of [1_000, 6_000, 20_000]) {
      stage.pass(wait)
      stage.ask(close)
      stage.restart()
      stage.report()
      stage.ask(close)
    }
    expect(stage.moves).toEqual(['CLOSE'])
  })

  test('14 STOP while it closes: what was under way ends as stopped', () => {
    const stage = new GateStage()
    const [lock, close] = [stage.command('LOCK'), stage.command('CLOSE')]
    stage.ask(lock)
    stage.ask(close)
    stage.pass(3_000)
    const stop = stage.command('STOP')
    stage.ask(stop)
    stage.report()
    expect(stage.moves).toEqual(['CLOSE', 'STOP'])
    expect(stage.shutter.direction).toBe(0)
    expect(stage.replies(close.id)).toEqual(['accepted', 'moving', 'stopped'])
    expect(stage.replies(stop.id)).toEqual(['accepted', 'completed'])
  })

  test('15 something under it: obstructed, a person is called, and nothing is tried again', () => {
    const stage = new GateStage()
    stage.push({ obstacle: 40 })
    const close = stage.command('CLOSE')
    stage.ask(close)
    stage.pass(5 * minute)
    expect(stage.moves).toEqual(['CLOSE'])
    expect(stage.replies(close.id)).toEqual(['accepted', 'moving', 'obstructed'])
    expect(stage.alerts).toContain('obstructed')
    expect(stage.seen).toEqual(['accepted before', 'obstructed obstruction'])
    const again = stage.command('CLOSE')
    stage.ask(again)
    expect(stage.replies(again.id)).toEqual(['refused'])
  })

  test('a controller that says nothing more: a time-out, and nothing is tried again', () => {
    const stage = new GateStage()
    const close = stage.command('CLOSE')
    stage.ask(close)
    stage.pass(hour / 2, true)
    expect(stage.moves).toEqual(['CLOSE'])
    expect(stage.replies(close.id)).toEqual(['accepted', 'timeout'])
  })

  test('"closed" from before the command does not complete it', () => {
    const stage = new GateStage()
    const old = {
      ...stage.controllerSays(),
      motion: 'closed' as const,
      position: 0,
      reportedAt: stage.clock - 1
    }
    const close = stage.command('CLOSE')
    stage.ask(close)
    stage.report(old)
    expect(stage.replies(close.id)).toEqual(['accepted'])
  })

  test('two persons close at once: both are told how it ends', () => {
    const stage = new GateStage()
    const [one, two] = [stage.command('CLOSE'), stage.command('CLOSE')]
    stage.ask(one)
    stage.pass(1_000)
    stage.ask(two)
    stage.pass(11_000)
    expect(stage.replies(one.id)).toEqual(['accepted', 'moving', 'completed'])
    expect(stage.replies(two.id).at(-1)).toBe('completed')
  })

  test('a STOP of which nobody hears the effect is not completed', () => {
    const stage = new GateStage()
    stage.report({ ...stage.controllerSays(), motion: 'unknown', position: null })
    const stop = stage.command('STOP')
    stage.ask(stop)
    expect([stage.moves, stage.replies(stop.id)]).toEqual([['STOP'], ['accepted']])
    stage.pass(10_000, true)
    expect(stage.replies(stop.id)).toEqual(['accepted', 'timeout'])
  })

  test('what is already so is completed at once', () => {
    const stage = new GateStage({}, afternoon, 0)
    const close = stage.command('CLOSE')
    stage.ask(close)
    expect(stage.replies(close.id)).toEqual(['accepted', 'completed'])
  })
})

describe('a clock that was put back', () => {
  test('makes no old command fresh; with the challenge of now the gate obeys', () => {
    const stage = new GateStage()
    const open = stage.command('OPEN')
    stage.now += 9_000
    stage.ask(open)
    stage.clockOffset = -5_000
    stage.ask({ ...open, id: stage.freshId() })
    stage.ask(stage.command('CLOSE'))
    expect(stage.moves).toEqual([])
    const challenges = [{ nonce: 'n'.repeat(22), at: stage.clock - 1_000 }]
    stage.ask(stage.command('CLOSE', { nonce: 'n'.repeat(22) }), { challenges })
    expect(stage.moves).toEqual(['CLOSE'])
  })

  test('a start with a clock of long ago obeys no command without a challenge', () => {
    const stage = new GateStage()
    stage.pass(minute)
    stage.clockOffset = -24 * hour
    stage.restart()
    stage.report()
    stage.ask(stage.command('OPEN'))
    expect(stage.moves).toEqual([])
  })
})

describe('a passage', () => {
  const open = (stage: GateStage) => {
    const pass = stage.command('PASS')
    stage.ask(pass)
    stage.pass(11_000)
    return pass
  }

  test('opens, holds a minute, warns five seconds and closes', () => {
    const stage = new GateStage({}, afternoon, 0)
    const pass = open(stage)
    expect(stage.shutter.position).toBe(100)
    stage.pass(minute)
    expect(stage.effects.at(-1)).not.toEqual({ do: 'move', act: 'CLOSE' })
    expect(stage.effects.some((effect) => effect.do === 'warn' && effect.ms === 5_000)).toBe(true)
    stage.pass(16_000)
    expect(stage.moves).toEqual(['OPEN', 'CLOSE'])
    expect(stage.shutter.position).toBe(0)
    expect(stage.replies(pass.id)).toEqual(['accepted', 'moving', 'moving', 'completed'])
  })

  test('STOP during the warning keeps it open', () => {
    const stage = new GateStage({}, afternoon, 0)
    open(stage)
    stage.pass(minute)
    stage.ask(stage.command('STOP'))
    stage.pass(5 * minute)
    expect(stage.moves).toEqual(['OPEN', 'STOP'])
    expect(stage.shutter.position).toBe(100)
  })

  const warned = (more = {}) => {
    const stage = new GateStage({}, afternoon, 0)
    const pass = stage.command('PASS', more)
    stage.ask(pass)
    stage.pass(11_000)
    while (!stage.effects.some((effect) => effect.do === 'warn')) stage.pass(500)
    return { stage, pass }
  }

  test.each([
    [
      'is locked for work on it',
      (stage: GateStage) => void stage.ask(stage.command('LOCK', { lock: 'maintenance' }))
    ],
    ['loses its controller', (stage: GateStage) => (stage.push('power-off'), void stage.report())]
  ])('does not close a gate that meanwhile %s, and a person is called', (_, happens) => {
    const { stage, pass } = warned()
    happens(stage)
    stage.pass(6_000)
    expect(stage.moves).toEqual(['OPEN'])
    expect(stage.replies(pass.id).at(-1)).toBe('failed')
    expect(stage.alerts).toContain('not-closed')
  })

  test('that is a drill calls nobody when it cannot close', () => {
    const { stage, pass } = warned({ drill: true })
    stage.ask(stage.command('LOCK', { lock: 'maintenance' }))
    stage.pass(6_000)
    expect(stage.replies(pass.id).at(-1)).toBe('failed')
    expect(stage.alerts).not.toContain('not-closed')
  })

  test('does not repeat the order where somebody at the wall closes the gate already', () => {
    const { stage, pass } = warned()
    stage.push('close')
    stage.report()
    stage.pass(16_000)
    expect(stage.moves).toEqual(['OPEN'])
    expect(stage.replies(pass.id).at(-1)).toBe('completed')
  })

  test('a power cut in it leaves it as it is', () => {
    const stage = new GateStage({}, afternoon, 0)
    const pass = open(stage)
    stage.restart()
    stage.report()
    stage.pass(10 * minute)
    expect(stage.moves).toEqual(['OPEN'])
    expect(stage.replies(pass.id).at(-1)).toBe('failed')
  })
})
