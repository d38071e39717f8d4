import { expect, test } from 'vitest'
import type { Scheduler } from './scheduler.ts'
import { Backoff } from './backoff.ts'

const looked: Scheduler = {
  after: () => () => {},
  visible: () => true,
  onWake: () => () => {},
  chance: () => 0
}

test('however often nobody was reached, who looks waits half a minute; a server that fails is left alone longer', () => {
  const restraint = new Backoff(() => 0)
  for (let i = 0; i < 10; i++) restraint.heed({ end: 'unreachable' })
  expect(restraint.next(looked, true)).toBe(30_000)
  restraint.heed({ end: 'trouble', afterMs: 0 })
  expect(restraint.next(looked, true)).toBe(300_000)
  restraint.heed({ end: 'done' })
  expect(restraint.next(looked, false)).toBe(2_000)
})
