import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberOf, percentOf, rawOf } from './percent.ts'

test('19 ranges: percent and back, rounded half up, also reversed', () => {
  expect(rawOf(40, { open: 99, closed: 0 })).toBe(40)
  expect(rawOf(40, { open: 95, closed: 12 })).toBe(45)
  expect(rawOf(40, { open: 0, closed: 100 })).toBe(60)
  expect(rawOf(40, { open: 0, closed: 16000 })).toBe(9600)
  expect(percentOf(99, { open: 99, closed: 0 })).toBe(100)
  expect(percentOf(0.5, { open: 100, closed: 0 })).toBe(1)
  expect(Object.is(percentOf(100, { open: 0, closed: 100 }), 0)).toBe(true)
})

test('19 sentinels outside the hull of {0, 100, open, closed} are no position', () => {
  expect([-1, 101, 255].map((raw) => percentOf(raw, { open: 100, closed: 0 }))).toEqual([null, null, null])
  expect([-1, 16_001].map((raw) => percentOf(raw, { open: 0, closed: 16_000 }))).toEqual([null, null])
  expect(percentOf(-50, { open: -100, closed: 0 })).toBe(50)
})

test('19 only the closed end itself is 0: nothing is rounded to it, and nothing beyond it is a position', () => {
  expect([0, 0.001, 0.49, 0.5].map((raw) => percentOf(raw, { open: 100, closed: 0 }))).toEqual([0, 1, 1, 1])
  expect([90, 89.9, 90.1].map((raw) => percentOf(raw, { open: 10, closed: 90 }))).toEqual([0, 1, null])
  expect([159, 15_999, 16_000].map((raw) => percentOf(raw, { open: 0, closed: 16_000 }))).toEqual([99, 1, 0])
})

test('19 a percentage sent and reported back is the same percentage', () => {
  const end = fc.integer({ min: -20_000, max: 20_000 })
  fc.assert(
    fc.property(end, end, fc.integer({ min: 0, max: 100 }), (open, closed, percent) => {
      fc.pre(Math.abs(open - closed) >= 100)
      expect(percentOf(rawOf(percent, { open, closed }), { open, closed })).toBe(percent)
    })
  )
})

test('19 numbers as controllers write them', () => {
  expect(['57', ' 57 ', '57.0', '+5.7e1'].map(numberOf)).toEqual([57, 57, 57, 57])
  expect(['', ' ', 'nan', 'inf', '0x10', '1e999', '5 7', '1_0', '٥', '0'.repeat(41)].map(numberOf)).toEqual(
    Array(10).fill(null)
  )
})
