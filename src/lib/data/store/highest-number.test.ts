import fc from 'fast-check'
import { expect, test } from 'vitest'
import { highestNumber } from './store.ts'

test('finds the highest number, with gaps, from any number known', async () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 200_000 }), { maxLength: 50 })
  await fc.assert(
    fc.asyncProperty(numbers, fc.double({ min: 0, max: 1, noNaN: true }), async (all, share) => {
      const top = Math.max(0, ...all)
      let questions = 0
      const exists = async (k: number) => (questions++, all.some((n) => n >= k))
      expect(await highestNumber(exists, Math.floor(top * share))).toBe(top)
      expect(questions).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(top + 2)) + 1)
    })
  )
})

test('one question is enough when the highest is known', async () => {
  let questions = 0
  await highestNumber(async (k) => (questions++, k <= 41), 41)
  expect(questions).toBe(1)
})
