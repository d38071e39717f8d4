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

test('a clock that is changed after many answers is put right by the next two, not by one that was slept over', () => {
  const { device, clock } = phone(1_700_000_000_000)
  for (let i = 0; i < 9; i++) clock.learn(second(device.now), device.now)
  let truth = device.now + 3_600_000
  clock.learn(second(truth), (device.now = truth) - 3_600_000)
  expect(Math.abs(clock.now() - truth)).toBeLessThan(1_000)
  device.now += 110 * day
  clock.learn(second((truth += 500)), device.now)
  expect(clock.now()).toBeGreaterThan(truth + 109 * day)
  clock.learn(second((truth += 500)), (device.now += 500))
  expect(Math.abs(clock.now() - truth)).toBeLessThan(2_000)
})

test('two answers that were slept over at once do not move the clock', () => {
  const { device, clock } = phone(1_700_000_000_000)
  for (let i = 0; i < 9; i++) clock.learn(second(device.now), device.now)
  const asked = device.now
  device.now += 2 * 3_600_000
  for (let i = 0; i < 2; i++) clock.learn(second(device.now), asked)
  expect(Math.abs(clock.now() - device.now)).toBeLessThan(1_000)
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

const day = 86_400_000
const year = 365 * day

test.each([
  ['two days fast', 2 * day],
  ['three years fast', 3 * year],
  ['two days slow', -2 * day],
  ['eleven years slow', -11 * year]
])('a clock that is %s says how far it is off, over a restart too', (_, off) => {
  const truth = Date.UTC(2026, 10, 25, 10)
  const { device, shelf, clock } = phone(truth + off)
  expect(clock.offset).toBe(0)
  clock.learn(second(truth), device.now)
  expect(Math.abs(clock.offset + off)).toBeLessThan(1_000)
  expect(new PhoneClock(() => device.now, shelf).offset).toBe(clock.offset)
})

test('a fast clock that is put right without a network does not throw the notebook back by as much', () => {
  const truth = Date.UTC(2026, 10, 25, 10)
  const { device, shelf, clock } = phone(truth + 2 * day)
  for (let i = 0; i < 5; i++) clock.learn(second(truth), device.now)
  clock.now()
  device.now = truth + 5_000
  expect(Math.abs(clock.now() - device.now)).toBeLessThan(10_000)
  device.now += 90_000
  expect(Math.abs(clock.now() - device.now)).toBeLessThan(10_000)
  const again = new PhoneClock(() => device.now, shelf)
  expect(Math.abs(again.now() - device.now)).toBeLessThan(10_000)
  // The first answer counts: samples from before the clock change are worthless.
  clock.learn(second(device.now), device.now)
  expect(clock.offset).toBe(0)
})

test('nor one that was put right while the app was closed', () => {
  const truth = Date.UTC(2026, 10, 25, 10)
  const { device, shelf, clock } = phone(truth + 2 * day)
  clock.learn(second(truth), device.now)
  for (let i = 0; i < 10; i++) {
    device.now += 60_000
    clock.now()
  }
  device.now = truth + 11 * 60_000
  const again = new PhoneClock(() => device.now, shelf)
  expect(Math.abs(again.now() - device.now)).toBeLessThan(3 * 60_000)
})

test('before the server’s time is known a clock may go wherever its owner puts it', () => {
  const { device, clock } = phone(Date.UTC(2031, 0, 1))
  clock.now()
  device.now = Date.UTC(2026, 10, 25)
  expect(clock.now()).toBe(device.now)
})

test('what the server says again and again is written down once', () => {
  const { device, shelf, clock } = phone(1_700_000_000_400)
  let writes = 0
  const { setItem } = shelf
  shelf.setItem = (key, value) => (writes++, setItem(key, value))
  for (let i = 0; i < 20; i++) clock.learn(second(device.now), device.now)
  expect(writes).toBe(2)
})

test('who reads windows of time is told when it goes back, and not otherwise', () => {
  const truth = Date.UTC(2026, 10, 25, 10)
  const { device, clock } = phone(truth + 9 * day)
  let turns = 0
  const leave = clock.onTurnBack(() => turns++)
  clock.now()
  clock.learn(second(truth), device.now)
  expect(turns).toBe(1)
  device.now += 60_000
  clock.learn(second(truth + 60_000), device.now)
  expect(turns).toBe(1)
  leave()
})

test('time that goes on by a leap is no turning back', () => {
  const { device, clock } = phone(1_700_000_000_000)
  clock.onTurnBack(() => expect.unreachable())
  clock.now()
  clock.learn(second(device.now + day), device.now)
})
