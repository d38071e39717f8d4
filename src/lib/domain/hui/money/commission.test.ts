import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxDong } from '../facts/amounts.ts'
import { commissionOf } from './commission.ts'

test('a fixed sum, half a part, a share of the part; a fraction of a đồng stays with the members', () => {
  expect(commissionOf({ kind: 'fixed', amount: 500_000 }, 2_000_000)).toBe(500_000)
  expect(commissionOf({ kind: 'half' }, 5_000_000)).toBe(2_500_000)
  expect(commissionOf({ kind: 'half' }, 1_001)).toBe(500)
  expect(commissionOf({ kind: 'share', basisPoints: 1_250 }, 1_000_000)).toBe(125_000)
  expect(commissionOf({ kind: 'share', basisPoints: 333 }, 1_001)).toBe(33)
})

test('a share is exact up to the largest face', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000, max: maxDong }),
      fc.integer({ min: 1, max: 10_000 }),
      (face, basisPoints) => {
        const exact = (BigInt(face) * BigInt(basisPoints)) / 10_000n
        expect(BigInt(commissionOf({ kind: 'share', basisPoints }, face))).toBe(exact)
      }
    ),
    { examples: [[19_999_996_667, 9_997]] }
  )
})
