import { expect, test } from 'vitest'
import { paceLimits, paceOf, savePace } from './phone-pace.ts'

test('a time is fast or usual up to its limit, and slow beyond', () => {
  for (const [what, { fast, usual }] of Object.entries(paceLimits)) {
    const paces = [0, fast, fast + 1, usual, usual + 1].map((ms) =>
      paceOf(what as keyof typeof paceLimits, ms)
    )
    expect([what, ...paces]).toEqual([what, 'fast', 'fast', 'usual', 'usual', 'slow'])
  }
})

test('of the saves count the middle one and the slowest, whatever their order', () => {
  expect(savePace([])).toBeNull()
  expect(savePace([9])).toEqual({ median: 9, slowest: 9 })
  expect(savePace([100, 9, 30])).toEqual({ median: 30, slowest: 100 })
  expect(savePace([100, 9, 30, 20])).toEqual({ median: 25, slowest: 100 })
})
