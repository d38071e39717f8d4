import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxDong, maxParts } from '../facts/amounts.ts'
import { periods } from '../facts/periods.ts'
import { capsOf, excessOver, isFivefold } from './cap.ts'
import { periodYears } from './period-years.ts'

const bids = [200, 180, 170, 150, 140, 120, 100, 80, 50, 0].map((thousands) => thousands * 1_000)
const terms = (k: number) => ({ k, n: 10, face: 1_000_000, period: 'month' as const })

test('the caps of ten monthly parts of 1,000,000, and what each bid gives up above the strict one', () => {
  const rows = bids.map((bid, i) => {
    const { strict, literal } = capsOf(terms(i + 1))
    return [strict, literal, excessOver(strict, bid, terms(i + 1))]
  })
  expect(rows).toEqual([
    [150_000, 166_666, 450_000],
    [133_333, 150_000, 373_336],
    [116_666, 133_333, 373_338],
    [100_000, 116_666, 300_000],
    [83_333, 100_000, 283_335],
    [66_666, 83_333, 213_336],
    [50_000, 66_666, 150_000],
    [33_333, 50_000, 93_334],
    [16_666, 33_333, 33_334],
    [0, 16_666, 0]
  ])
})

test('the caps of a judgment’s line: 29 parts of 5,000,000', () => {
  const of = (k: number) => capsOf({ k, n: 29, face: 5_000_000, period: 'month' })
  expect([1, 2, 3].map((k) => of(k).strict)).toEqual([2_333_333, 2_250_000, 2_166_666])
  expect(of(3).literal).toBe(2_250_000)
  expect(capsOf({ k: 1, n: 20, face: 500_000, period: 'week' }).strict).toBe(36_438)
})

const anyTerms = fc
  .record({
    n: fc.integer({ min: 2, max: maxParts }),
    face: fc.oneof(fc.integer({ min: 1_000, max: maxDong }), fc.integer({ min: 1_000, max: 20_000_000 })),
    period: fc.constantFrom(...periods)
  })
  .chain((line) => fc.record({ ...just(line), k: fc.integer({ min: 1, max: line.n }) }))
const just = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fc.constant(value)])) as {
    [K in keyof T]: fc.Arbitrary<T[K]>
  }

test('caps are exact to the đồng, for the largest lines too', () => {
  fc.assert(
    fc.property(anyTerms, (line) => {
      const { over, under } = periodYears[line.period]
      const exact = (rounds: number) =>
        Number((BigInt(rounds) * BigInt(line.face) * BigInt(over)) / (BigInt(under) * 5n))
      expect(capsOf(line)).toEqual({ strict: exact(line.n - line.k), literal: exact(line.n - line.k + 1) })
    }),
    { numRuns: 2_000 }
  )
})

test('a bid is reviewed from five times the exact strict cap on, and none of the last round', () => {
  const line = { k: 8, n: 10, face: 3_000_000, period: 'month' as const }
  expect([isFivefold(499_999, line), isFivefold(500_000, line)]).toEqual([false, true])
  expect(isFivefold(0, { ...line, k: 10 })).toBe(false)
})
