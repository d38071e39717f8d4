import fc from 'fast-check'
import { expect, test } from 'vitest'
import { impliedRate } from './rate.ts'

const terms = (k: number) => ({ k, n: 10, face: 1_000_000, period: 'month' as const })
const bids = [200, 180, 170, 150, 140, 120, 100, 80, 50].map((thousands) => thousands * 1_000)
const percent = (rate: number | undefined) => Math.round((rate ?? NaN) * 10_000) / 100

test('the rates of ten monthly parts of 1,000,000, without commission', () => {
  const rates = bids.map((bid, i) =>
    percent(impliedRate(terms(i + 1), { bid, commission: 0, base: 'discount' })?.period)
  )
  expect(rates).toEqual([4.71, 4.63, 4.89, 4.85, 5.25, 5.32, 5.46, 5.74, 5.26])
})

test('a bid within the cap is not cheap: 150,000 in the first round are 3.38 % a month, 49 % a year', () => {
  const rate = impliedRate(terms(1), { bid: 150_000, commission: 0, base: 'discount' })!
  expect([percent(rate.period), Math.round(rate.effective! * 100)]).toEqual([3.38, 49])
})

test('nothing received has no rate, nothing given up has the rate 0', () => {
  const of = (k: number, bid: number, commission: number) =>
    impliedRate(terms(k), { bid, commission, base: 'discount' })
  expect([of(10, 0, 0), of(9, 500_000, 500_000)]).toEqual([null, null])
  expect(of(3, 0, 0)).toEqual({ period: 0, nominal: 0, effective: 0 })
  expect(
    impliedRate({ ...terms(9), period: 'day' }, { bid: 999_999, commission: 0, base: 'discount' })
  ).toEqual({
    period: 999_999,
    nominal: 999_999 * 365,
    effective: null
  })
})

test('the later dues are worth at that rate what was received, in both kinds of model', () => {
  const any = fc.record({
    n: fc.integer({ min: 2, max: 60 }),
    bid: fc.integer({ min: 0, max: 900_000 }),
    commission: fc.integer({ min: 0, max: 90_000 }),
    base: fc.constantFrom('discount' as const, 'premium' as const)
  })
  fc.assert(
    fc.property(any, fc.double({ min: 0, max: 1, noNaN: true }), ({ n, ...cost }, at) => {
      const k = 1 + Math.floor(at * (n - 1) * 0.999)
      const found = impliedRate({ ...terms(k), n }, cost)!
      const received = (n - k) * (1_000_000 - (cost.base === 'discount' ? cost.bid : 0)) - cost.commission
      const due = 1_000_000 + (cost.base === 'premium' ? cost.bid : 0)
      let worth = 0
      for (let round = 1; round <= n - k; round++) worth += due / (1 + found.period) ** round
      expect(worth / received).toBeCloseTo(1, 9)
    }),
    { numRuns: 2_000 }
  )
})
