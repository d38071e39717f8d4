import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afternoon, GateStage } from '../../tests/gate-stage.ts'

const closing = (more: object = {}, hold = false) => {
  const stage = new GateStage()
  stage.ask(stage.command('CLOSE'))
  stage.pass(1_000, hold)
  const second = stage.command('CLOSE', more)
  return { stage, second }
}

describe('a second CLOSE', () => {
  test('of a gate that is closing is acknowledged, and nothing is sent', () => {
    const { stage, second } = closing()
    stage.ask(second)
    stage.pass(11_000)
    expect(stage.moves).toEqual(['CLOSE'])
    expect(stage.replies(second.id)).toEqual(['accepted', 'moving', 'completed'])
  })

  test('of a gate that closes by its button on the wall is not sent either', () => {
    const stage = new GateStage()
    stage.push('close')
    stage.pass(1_000)
    const close = stage.command('CLOSE')
    stage.ask(close)
    stage.pass(11_000)
    expect(stage.moves).toEqual([])
    expect(stage.replies(close.id).at(-1)).toBe('completed')
  })

  test('of a closed gate is not sent', () => {
    const stage = new GateStage({}, afternoon, 0)
    stage.ask(stage.command('CLOSE'))
    expect(stage.moves).toEqual([])
  })

  test('for an alarm is sent to a gate that is closing, and not to one that reports its closed end', () => {
    const { stage, second } = closing({ alarm: true })
    stage.ask(second)
    expect(stage.moves).toEqual(['CLOSE', 'CLOSE'])
    stage.pass(11_000)
    stage.ask(stage.command('CLOSE', { alarm: true }))
    expect(stage.moves).toEqual(['CLOSE', 'CLOSE'])
  })

  test('is sent while an alarm keeps the gate locked, and to an alarm key', () => {
    const locked = closing()
    locked.stage.ask(locked.stage.command('LOCK', { lock: 'alarm' }))
    locked.stage.ask(locked.stage.command('CLOSE'))
    expect(locked.stage.moves).toEqual(['CLOSE', 'CLOSE'])
    const { stage, second } = closing()
    stage.ask(second, { use: 'alarm' })
    expect(stage.moves).toEqual(['CLOSE', 'CLOSE'])
  })
})

describe('what does not prove that the gate closes', () => {
  const once = (change: (stage: GateStage) => void) => {
    const stage = new GateStage({}, afternoon, 0)
    change(stage)
    stage.ask(stage.command('CLOSE'))
    return stage.moves
  }
  const says = (more: object) => (stage: GateStage) =>
    void stage.report({ ...stage.controllerSays(), ...more })

  test.each([
    ['a position that the controller calculates', says({ assumed: true })],
    ['a state that nobody knows', says({ motion: 'unknown' })],
    ['a report of which nobody knows the time', says({ reportedAt: null })],
    ['a report of four minutes ago', (stage: GateStage) => void (stage.now += 240_000)]
  ])('%s: the order is sent', (_, change) => {
    expect(once(change)).toEqual(['CLOSE'])
  })

  test('a motion that should long have ended', () => {
    const { stage, second } = closing()
    stage.pass(14_500, true)
    stage.pass(2_000, true)
    stage.ask({ ...second, id: stage.freshId(), iat: stage.clock, exp: stage.clock + 5_000 })
    expect(stage.moves).toEqual(['CLOSE', 'CLOSE'])
  })

  test('"closing" from before a stop that was sent since', () => {
    const { stage } = closing()
    stage.ask(stage.command('STOP'))
    const close = stage.command('CLOSE')
    stage.ask(close)
    stage.pass(11_000)
    expect(stage.moves).toEqual(['CLOSE', 'STOP', 'CLOSE'])
    expect(stage.shutter.position).toBe(0)
  })
})

test('whatever people asked before, a CLOSE closes the gate', () => {
  const act = fc.constantFrom('OPEN', 'CLOSE', 'STOP', 'wait', 'wall')
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), fc.nat(100), (acts, position) => {
      const stage = new GateStage({}, afternoon, position)
      for (const one of acts) {
        stage.pass(one === 'wait' ? 20_000 : 900)
        if (one === 'wall') stage.push('close')
        else if (one !== 'wait') stage.ask(stage.command(one as 'OPEN'))
        stage.report()
      }
      stage.pass(70_000)
      const close = stage.command('CLOSE')
      stage.ask(close)
      stage.pass(16_000)
      expect(stage.shutter.position).toBe(0)
      expect(stage.replies(close.id).at(-1)).toBe('completed')
    })
  )
})
