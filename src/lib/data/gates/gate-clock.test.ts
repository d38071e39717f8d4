import { expect, test } from 'vitest'
import { GateClock } from './gate-clock.ts'

const start = Date.UTC(2026, 10, 24, 8)

test('before anything is heard it is the server that knows the time, then the gate itself', () => {
  const time = { device: start }
  const clock = new GateClock(
    () => time.device + 500,
    () => time.device
  )
  expect(clock.now()).toBe(start + 500)
  clock.told('b1', start + 90_000)
  expect(clock.now()).toBe(start + 90_000)
  expect(clock.skewed).toBe(true)
  time.device += 1_000
  expect(clock.now()).toBe(start + 91_000)
})

test('an answer is put right by half of its way there and back', () => {
  const time = { device: start }
  const clock = new GateClock(
    () => time.device,
    () => time.device
  )
  clock.asks('one')
  time.device += 400
  clock.answered('one', start + 10_200)
  expect(clock.now()).toBe(start + 10_400)
  expect(clock.skewed).toBe(false)
  // A second answer to the same command has no known send time.
  time.device += 5_000
  clock.answered('one', start)
  expect(clock.now()).toBe(start + 15_400)
})

test('an agent that has started again has a clock of its own', () => {
  const clock = new GateClock(
    () => start,
    () => start
  )
  for (let i = 0; i < 5; i++) clock.told('b1', start + 60_000)
  clock.told('b2', start + 1_000)
  expect(clock.now()).toBe(start + 1_000)
})
