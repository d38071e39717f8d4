import { describe, expect, test } from 'vitest'
import { GateStage } from '../../tests/gate-stage.ts'

const sirens = (stage: GateStage) =>
  stage.effects.flatMap((effect) => (effect.do === 'siren' ? [effect.on] : []))
const staged = (position = 100) => new GateStage({ siren: true }, undefined, position)

describe('the siren', () => {
  test('sounds when an alarm’s CLOSE is carried out, at a closed gate too, and with an alarm key', () => {
    for (const position of [100, 0]) {
      const stage = staged(position)
      stage.ask(stage.command('CLOSE', { alarm: true }))
      expect(sirens(stage)).toEqual([true])
    }
    const locked = staged()
    locked.ask(locked.command('CLOSE'), { use: 'alarm' })
    expect(sirens(locked)).toEqual([true])
  })

  test('does not sound for any other closing, for one that is refused, or for one that only stops', () => {
    const stage = staged()
    stage.ask(stage.command('CLOSE'))
    expect(sirens(stage)).toEqual([false])
    const refused = staged()
    refused.ask(refused.command('CLOSE', { alarm: true }), { signed: false })
    refused.ask(refused.command('CLOSE', { alarm: true }), { roles: ['ubnd'] })
    expect(sirens(refused)).toEqual([])
    const opening = staged(0)
    opening.ask(opening.command('OPEN'))
    opening.pass(2_000)
    opening.ask(opening.command('CLOSE', { alarm: true }))
    expect(sirens(opening)).toEqual([false])
  })

  test('in a drill it sounds only where that was chosen', () => {
    const silent = staged()
    silent.ask(silent.command('CLOSE', { alarm: true, drill: true }))
    expect(sirens(silent)).toEqual([])
    const loud = staged()
    loud.ask(loud.command('CLOSE', { alarm: true, drill: true, siren: true }))
    expect(sirens(loud)).toEqual([true])
    const mere = staged()
    mere.ask(mere.command('CLOSE', { drill: true, siren: true }))
    expect(sirens(mere)).toEqual([false])
  })

  test('is silenced by the next command, but not by the lock that belongs to the alarm', () => {
    const stage = staged()
    stage.ask(stage.command('CLOSE', { alarm: true }))
    stage.ask(stage.command('LOCK', { lock: 'alarm' }))
    expect(sirens(stage)).toEqual([true])
    stage.ask(stage.command('STOP'))
    expect(sirens(stage)).toEqual([true, false])
    stage.ask(stage.command('UNLOCK'))
    expect(sirens(stage)).toEqual([true, false, false])
  })

  test('a repeated command sounds it no second time', () => {
    const stage = staged()
    const close = stage.command('CLOSE', { alarm: true })
    stage.ask(close)
    stage.ask(close)
    expect(sirens(stage)).toEqual([true])
  })

  test('a gate without one is told nothing of it', () => {
    const stage = new GateStage()
    stage.ask(stage.command('CLOSE', { alarm: true }))
    expect(sirens(stage)).toEqual([])
  })
})
