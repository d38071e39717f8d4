import { expect, test } from 'vitest'
import { allowance } from './allowance.ts'

const hour = 60 * 60_000

test('an account asks 120 times an hour and 350 times a day, and others are not held up', () => {
  let now = 0
  const { take } = allowance(() => now)
  const ask = (times: number) => Array.from({ length: times }, () => take('a'))
  expect(ask(120).every((wait) => wait === 0)).toBe(true)
  expect(take('a')).toBe(3_600)
  expect(take('b')).toBe(0)
  now = hour - 1
  expect(take('a')).toBe(1)
  now = hour
  expect(ask(120).every((wait) => wait === 0)).toBe(true)
  now = 2 * hour
  expect(ask(111).filter((wait) => wait === 0)).toHaveLength(110)
  expect(take('a')).toBe(22 * 3_600)
  now = 24 * hour
  expect(take('a')).toBe(0)
})
