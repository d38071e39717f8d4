import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pinWait } from './pin-wait.ts'
import { sitOut } from './sit-out.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Builds a phone's kept wait, and what looks at it. */
function phone(left: number) {
  const lying = { left, writes: 0 }
  const parts = {
    monotonic: () => performance.now(),
    keep: async (now: number) => {
      lying.left = Math.min(lying.left, now)
      lying.writes++
    }
  }
  function look() {
    const given = new AbortController()
    const told: number[] = []
    const done = sitOut(lying.left, parts, (left) => void told.push(Math.round(left)), given.signal)
    return { told, done, leave: () => given.abort() }
  }
  return { lying, look }
}

test('ten wrong PINs: the first are free, then each waits longer, up to a quarter of an hour', () => {
  expect(Array.from({ length: 12 }, (_, i) => pinWait(i + 1) / 1_000)).toEqual([
    0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900
  ])
})

test('a wait passes while the lock is looked at, is told, and is kept now and then', async () => {
  const { lying, look } = phone(30_000)
  const { told, done } = look()
  await vi.advanceTimersByTimeAsync(12_000)
  expect(told.at(-1)).toBe(18_000)
  expect(lying.left).toBe(20_000)
  await vi.advanceTimersByTimeAsync(18_000)
  await done
  expect(told.at(-1)).toBe(0)
  expect(lying).toEqual({ left: 0, writes: 6 })
})

test('a clock that is set, and time without the app, shorten nothing', async () => {
  const { lying, look } = phone(30_000)
  const first = look()
  await vi.advanceTimersByTimeAsync(5_000)
  first.leave()
  vi.setSystemTime(Date.now() + 24 * 3_600_000)
  await vi.advanceTimersByTimeAsync(60_000)
  await first.done
  expect(lying.left).toBe(25_000)
  const { told, leave, done } = look()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(told[0]).toBe(25_000)
  expect(told.at(-1)).toBe(24_000)
  leave()
  await vi.advanceTimersByTimeAsync(1_000)
  await done
})

test('two tabs that look at once do not count twice', async () => {
  const { lying, look } = phone(30_000)
  const tabs = [look(), look()]
  await vi.advanceTimersByTimeAsync(20_000)
  expect(lying.left).toBe(10_000)
  await vi.advanceTimersByTimeAsync(10_000)
  await Promise.all(tabs.map(({ done }) => done))
  expect(lying.left).toBe(0)
  expect(tabs.map(({ told }) => told.at(-1))).toEqual([0, 0])
})
