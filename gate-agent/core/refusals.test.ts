import { expect, test } from 'vitest'
import { GateStage } from '../../tests/gate-stage.ts'
import { onUnreadCommand } from './on-command.ts'

const minute = 60_000
const entries = (stage: GateStage) =>
  stage.effects.flatMap((effect) =>
    effect.do === 'log' && effect.body.kind === 'refused' ? [effect.body] : []
  )

test('a flood is ten entries and one that counts the rest when ten minutes are over; none is lost', () => {
  const stage = new GateStage()
  for (let i = 0; i < 10_000; i++) stage.ask(stage.command('CLOSE'), { signed: false })
  expect(entries(stage)).toHaveLength(10)
  expect(stage.moves).toEqual([])
  stage.pass(10 * minute)
  expect(entries(stage)).toHaveLength(11)
  expect(entries(stage).at(-1)).toEqual({
    kind: 'refused',
    source: 'app',
    code: 'BAD_SIGNATURE',
    times: 9_990
  })
  stage.ask(stage.command('CLOSE'), { signed: false })
  expect(entries(stage)).toHaveLength(12)
})

test('one kind’s flood hides no other, and nobody’s flood hides somebody else', () => {
  const stage = new GateStage()
  for (let i = 0; i < 50; i++) stage.ask(stage.command('CLOSE'), { signed: false })
  for (let i = 0; i < 50; i++) stage.ask(stage.command('LOCK'), { roles: ['keeper'] })
  const before = entries(stage).length
  stage.ask(stage.command('OPEN', { actor: 'khac', key: 'c'.repeat(43) }), { roles: ['ubnd'] })
  expect(entries(stage).slice(before)).toMatchObject([{ code: 'NOT_ALLOWED', actor: 'khac', action: 'OPEN' }])
  stage.pass(11 * minute)
  const counted = entries(stage).filter(({ times }) => times !== undefined)
  expect(counted.map(({ code, actor, times }) => [code, actor, times])).toEqual([
    ['BAD_SIGNATURE', undefined, 40],
    ['NOT_ALLOWED', 'thu-truong', 40]
  ])
})

test('names that a forger makes up are no kinds of their own', () => {
  const stage = new GateStage()
  const code = 'ACTOR_MISMATCH' as const
  for (let i = 0; i < 100; i++) {
    const step = onUnreadCommand(
      stage.gate,
      { code },
      stage.command('CLOSE', { actor: `ai-${i}` }),
      stage.clock
    )
    stage.gate = step.gate
    stage.effects.push(...step.effects)
  }
  expect(entries(stage)).toHaveLength(10)
})

test('a clock that was put back ends it, so that nothing waits for ever', () => {
  const stage = new GateStage()
  for (let i = 0; i < 12; i++) stage.ask(stage.command('CLOSE'), { signed: false })
  stage.clockOffset = -60 * minute
  stage.pass(1_000)
  expect(entries(stage).at(-1)).toMatchObject({ times: 2 })
})
