import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TellingPace } from './telling-pace.ts'

let now = 0
beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  vi.stubGlobal('scheduler', { yield: async () => {} })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Has somebody told who works for so long. @returns how long the rest is, ms */
async function restAfter(ms: number): Promise<number> {
  const pace = new TellingPace()
  await pace.tell(() => void (now += ms))
  const began = now
  while (!pace.isOver) now++
  return now - began
}

test('an observer rests twice as long as it worked, and a second at most', async () => {
  expect(new TellingPace().isOver).toBe(true)
  expect([await restAfter(0), await restAfter(30), await restAfter(499), await restAfter(60_000)]).toEqual([
    0, 60, 998, 1_000
  ])
})

test('a screen that is drawn after it was told counts too', async () => {
  vi.stubGlobal('scheduler', { yield: async () => void (now += 20) })
  expect(await restAfter(5)).toBe(50)
})

test('a rest that is cut short is over for whoever waits for it', async () => {
  const pace = new TellingPace()
  await pace.tell(() => void (now += 60_000))
  const resting = pace.rest()
  pace.cutShort()
  await resting
  expect(pace.isOver).toBe(false)
})
