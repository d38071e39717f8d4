import { afterEach, expect, test, vi } from 'vitest'
import { timeSlices } from './time-slices.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('a slice is over by time, and the next one begins when the browser has had its turn', async () => {
  let now = 5
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  vi.stubGlobal('scheduler', { yield: async () => void (now += 500) })
  const slices = timeSlices()
  now += 9
  expect(slices.isOver).toBe(false)
  now += 1
  expect(slices.isOver).toBe(true)
  await slices.next()
  expect([now, slices.isOver]).toEqual([515, false])
})

test('where the browser has no such scheduler, its turn comes all the same', async () => {
  vi.stubGlobal('scheduler', undefined)
  const order: string[] = []
  setImmediate(() => order.push('the browser'))
  await timeSlices().next()
  await timeSlices().next()
  expect([...order, 'the work']).toEqual(['the browser', 'the work'])
})
