import fc from 'fast-check'
import { expect, test } from 'vitest'
import { median, percentile, rounded } from './statistics.ts'

const figures = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 50 })

test('the median is the middle, whatever the order', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([10, 9, 100])).toBe(10)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([7])).toBe(7)
})

test('a percentile is the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect(percentile(hundred, 0.95)).toBe(95)
  expect(percentile(hundred, 1)).toBe(100)
  expect(percentile([15, 20, 35, 40, 50], 0.4)).toBe(20)
  expect(percentile([5], 0.5)).toBe(5)
})

test('a percentile was measured, and that share lies at or below it', () => {
  fc.assert(
    fc.property(figures, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
      const found = percentile(all, share)
      expect(all).toContain(found)
      expect(all.filter((one) => one <= found).length).toBeGreaterThanOrEqual(share * all.length)
    })
  )
})

test('no figures, no answer; and the figures themselves are left as they were', () => {
  expect(() => median([])).toThrow(RangeError)
  expect(() => percentile([], 0.5)).toThrow(RangeError)
  expect(() => percentile([1], 0)).toThrow(RangeError)
  const given = [3, 1, 2]
  median(given)
  expect(given).toEqual([3, 1, 2])
})

test('figures are rounded to what they can tell', () => {
  expect(rounded(1234.5678)).toBe(1234.6)
  expect(rounded(1.23456)).toBe(1.235)
})
