import { expect, test } from 'vitest'
import { nextPause, wakeOrAfter, type Scheduler } from './scheduler.ts'

const beat = (visible: boolean, chance = 0): Scheduler => ({
  after: () => () => {},
  visible: () => visible,
  onWake: () => () => {},
  chance: () => chance
})

test('every two seconds while looked at, every five minutes when hidden', () => {
  expect(nextPause(beat(true), 0, 0)).toBe(2_000)
  expect(nextPause(beat(false), 0, 0)).toBe(300_000)
})

test('failures double the wait up to five minutes', () => {
  expect([1, 2, 3, 20].map((failures) => nextPause(beat(true), failures, 0))).toEqual([
    4_000, 8_000, 16_000, 300_000
  ])
})

test('who looks at a phone that reaches nobody waits half a minute at most', () => {
  const waits = (visible: boolean) =>
    [3, 4, 20].map((failures) => nextPause(beat(visible), failures, 0, { unreached: true }))
  expect(waits(true)).toEqual([16_000, 30_000, 30_000])
  expect(waits(false)).toEqual([300_000, 300_000, 300_000])
})

test('never sooner than the server asked, and with a quarter of chance', () => {
  expect(nextPause(beat(true), 1, 60_000)).toBe(60_000)
  expect(nextPause(beat(true, 0.999), 0, 0)).toBeCloseTo(2_499.5, 0)
})

/** Counts runs of what waits for a timer or a wake; each does what its real one would. */
function waiting() {
  let runs = 0
  const timers = new Set<() => void>()
  const wakes = new Set<() => void>()
  const kept = (of: Set<() => void>, run: () => void) => {
    of.add(run)
    return () => void of.delete(run)
  }
  const scheduler = {
    after: (_: number, run: () => void) => kept(timers, run),
    onWake: (run: () => void) => kept(wakes, run)
  }
  const cancel = wakeOrAfter(scheduler, 10_000, () => runs++)
  return { timers, wakes, cancel, runs: () => runs }
}

test('what waits for time or a wake runs once, by whichever comes first, and not when it is called off', () => {
  for (const first of ['timers', 'wakes'] as const) {
    const one = waiting()
    one[first].forEach((run) => run())
    expect([one.runs(), one.timers.size, one.wakes.size]).toEqual([1, 0, 0])
  }
  const off = waiting()
  off.cancel()
  expect([off.runs(), off.timers.size, off.wakes.size]).toEqual([0, 0, 0])
})
