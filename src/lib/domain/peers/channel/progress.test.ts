import { expect, test } from 'vitest'
import { msLeft, noFlow } from './progress.ts'

test('the rest takes as long as the slower way needs, at the pace so far', () => {
  const flow = (facts: number, allFacts: number | null) => ({ ...noFlow, facts, allFacts })
  const left = (given = noFlow, taken = noFlow) => msLeft({ given, taken, bytes: 0 }, 10_000)
  expect(left()).toBeNull()
  expect(left(flow(10, 100), noFlow)).toBeNull()
  expect(left(flow(1, 100), flow(50, 100))).toBeNull()
  expect(left(flow(50, 100), flow(20, 100))).toBe(40_000)
  expect(left(flow(0, 0), flow(100, 100))).toBe(0)
  // 250,000 bytes of facts have gone in that time, as many of photos are left.
  const photos = { allPhotos: 2, allPhotoBytes: 250_000 }
  expect(left({ ...flow(1_000, 1_000), ...photos }, flow(0, 0))).toBe(10_000)
})
