import { expect, test } from 'vitest'
import { GateClock } from './gate-clock.ts'

const start = Date.UTC(2026, 10, 24, 8)
const hour = 3_600_000

/** A clock of an agent whose phone's own clocks the test sets. */
function clockWith() {
  const time = { server: start, device: start, steady: 0 }
  const clock = new GateClock({
    server: () => time.server,
    device: () => time.device,
    steady: () => time.steady
  })
  const pass = (ms: number) => {
    time.server += ms
    time.device += ms
    time.steady += ms
  }
  const tells = (agentTime: number, { bootId = 'b1', live = true } = {}) =>
    clock.told({ bootId, agentTime }, live)
  /** The agent answers a request after 200 ms. */
  const answers = (id: string, agentTime: number) => {
    clock.asks(id)
    pass(200)
    clock.answered(id, agentTime + 100)
  }
  return { time, clock, pass, tells, answers }
}

test('before anything is heard it is the server that knows the time, then the gate itself', () => {
  const { time, clock, pass, tells } = clockWith()
  time.server += 500
  expect(clock.now()).toBe(start + 500)
  tells(start + 90_000)
  expect(clock.now()).toBe(start + 90_000)
  expect(clock.skewed).toBe(true)
  pass(1_000)
  expect(clock.now()).toBe(start + 91_000)
})

test('an answer is put right by half of its way there and back', () => {
  const { clock, pass } = clockWith()
  clock.asks('one')
  pass(400)
  clock.answered('one', start + 10_200)
  expect(clock.now()).toBe(start + 10_400)
  expect(clock.skewed).toBe(false)
  // A second answer to the same command has no known send time.
  pass(5_000)
  clock.answered('one', start)
  expect(clock.now()).toBe(start + 15_400)
})

test('its times are whole milliseconds, which requests are made of, though a phone’s steady clock tells parts of them', () => {
  const { time, clock, pass, tells } = clockWith()
  const times = () => [clock.now(), clock.signing()]
  tells(start)
  time.steady += 0.6
  expect(times()).toEqual([start + 1, start + 1])
  clock.asks('one')
  pass(33)
  clock.answered('one', start + 17)
  time.steady += 0.7
  for (const one of times()) expect(Number.isInteger(one)).toBe(true)
  tells(start + 600, { bootId: 'b2' })
  time.steady += 0.7
  for (const one of times()) expect(Number.isInteger(one)).toBe(true)
})

test('an agent that has started again has a clock of its own', () => {
  const { clock, tells } = clockWith()
  for (let i = 0; i < 5; i++) tells(start + 60_000)
  tells(start + 1_000, { bootId: 'b2' })
  expect(clock.now()).toBe(start + 1_000)
})

test('a clock far from the server’s is not believed until the agent answers; requests are signed by it all the same', () => {
  for (const skew of [-3 * hour, -90_001, 90_001, 3 * hour]) {
    const { clock, pass, tells, answers } = clockWith()
    tells(start + skew)
    expect([clock.now() - start, clock.signing() - start]).toEqual([0, skew])
    answers('one', start + skew)
    expect([clock.now() - start, clock.signing() - start]).toEqual([skew + 200, skew + 200])
    pass(hour)
    tells(start + skew + hour)
    expect(Math.abs(clock.now() - start - skew - hour)).toBeLessThanOrEqual(200)
  }
})

test('what is held back after an answer is as old as it is; a late answer says nothing of the time', () => {
  const { clock, pass, tells, answers } = clockWith()
  tells(start)
  answers('one', start)
  pass(3 * hour)
  for (let i = 0; i < 9; i++) tells(start + 1_000 + i)
  expect(clock.now()).toBe(start + 3 * hour + 200)
  expect(clock.signing()).toBe(clock.now())

  const other = clockWith()
  other.tells(start)
  other.clock.asks('two')
  other.pass(3 * hour)
  other.clock.answered('two', start + 1_000)
  for (let i = 0; i < 9; i++) other.tells(start + 2_000 + i)
  expect(other.clock.now()).toBe(start + 3 * hour)
})

test('an answer counts until its agent starts again, or its clock is put forward', () => {
  const restarted = clockWith()
  restarted.answers('one', start - 3 * hour)
  restarted.tells(start - 3 * hour)
  restarted.tells(start - 3 * hour, { bootId: 'b2' })
  expect(restarted.clock.now()).toBe(start + 200)

  const putRight = clockWith()
  putRight.answers('one', start - 3 * hour)
  for (let i = 0; i < 5; i++) putRight.tells(start + 100 + i)
  expect(Math.abs(putRight.clock.now() - start - 200)).toBeLessThanOrEqual(100)
})

test('what is known of a state only grows older, whichever clock of the phone is set back or sleeps', () => {
  const { time, clock, tells } = clockWith()
  tells(start)
  time.server += 60_000
  time.steady += 60_000
  time.device -= 30_000
  expect(clock.now()).toBe(start + 60_000)
  tells(start + 60_000, { live: false })
  time.device += 40_000
  time.server += 40_000
  expect(clock.now()).toBe(start + 100_000)
})

test('a retained message tells nothing of the time, but that it is later', () => {
  const { clock, tells } = clockWith()
  tells(start - 60_000, { live: false })
  expect(clock.now()).toBe(start)
  tells(start + 20_000, { live: false })
  expect(clock.now()).toBe(start + 20_000)
})
