import fc from 'fast-check'
import { expect, test } from 'vitest'
import { split } from './split.ts'

test('the holder listed first bears the odd đồng of equal halves', () => {
  expect(split(833_333, [1, 1])).toEqual([416_667, 416_666])
  expect(split(7_800_000, [1, 1])).toEqual([3_900_000, 3_900_000])
  expect(split(100, [1, 2])).toEqual([33, 67])
  expect(split(5, [1, 1, 1])).toEqual([2, 2, 1])
})

test('a split is the whole again, and nobody is more than one đồng from their exact share', () => {
  const units = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200_000_000_000_000 }), units, (amount, units) => {
      const shares = split(amount, units)
      const all = units.reduce((a, b) => a + b, 0)
      expect(shares.reduce((a, b) => a + b, 0)).toBe(amount)
      for (const [i, share] of shares.entries()) {
        const over = BigInt(share) * BigInt(all) - BigInt(amount) * BigInt(units[i]!)
        expect(over < BigInt(all) && over > -BigInt(all)).toBe(true)
      }
    }),
    { numRuns: 2_000 }
  )
})
