import { expect, test } from 'vitest'
import { PhoneClock } from './clock.ts'

function phone(start: number) {
  const kept = new Map<string, string>()
  const device = { now: start }
  const shelf = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  }
  return { device, shelf, clock: new PhoneClock(() => device.now, shelf) }
}
const second = (ms: number) => Math.floor(ms / 1000) * 1000

test('a clock that is days off is put right, and stays so after a restart without network', () => {
  const { device, shelf, clock } = phone(1_000_000_000_000)
  const truth = device.now + 3 * 86_400_000
  clock.learn(second(truth), device.now)
  expect(Math.abs(clock.now() - truth)).toBeLessThan(1_000)
  expect(new PhoneClock(() => device.now, shelf).now()).toBe(clock.now())
})

test('one odd answer among good ones does not move the clock', () => {
  const { device, clock } = phone(1_700_000_000_000)
  for (let i = 0; i < 4; i++) clock.learn(second(device.now + 60_000), device.now)
  clock.learn(device.now + 900_000_000, device.now)
  expect(Math.abs(clock.now() - device.now - 60_000)).toBeLessThan(1_000)
})

test('a clock within the grain of a whole second is left alone', () => {
  const { device, clock } = phone(1_700_000_000_400)
  clock.learn(second(device.now), device.now)
  expect(clock.now()).toBe(device.now)
})

test('an answer without a date teaches nothing', () => {
  const { device, clock } = phone(5_000_000)
  clock.learn(Number.NaN, device.now)
  expect(clock.now()).toBe(device.now)
})
