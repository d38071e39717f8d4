import { expect, test } from 'vitest'
import { grouped, readDong } from './amounts.ts'

test('an amount is grouped while it is typed, and read whole', () => {
  expect(['2', '2000', '2.0000', '2 000 000', '2.000.00'].map(grouped)).toEqual([
    '2',
    '2.000',
    '20.000',
    '2.000.000',
    '200.000'
  ])
  expect([' 2.000.000 ', '0', '350 000'].map(readDong)).toEqual([2_000_000, 0, 350_000])
})

test('what is no amount stays as it is typed, and says none', () => {
  for (const text of ['2 triệu', '-5', '1,5', '💰', '\ud83d']) expect(readDong(text)).toBeNull()
  for (const text of ['', '2 triệu', '-5', '1,5', '💰']) expect(grouped(text)).toBe(text)
})

test('an amount that no number can hold is the largest one, so that it is told as too much', () => {
  for (const digits of [16, 400]) expect(readDong('9'.repeat(digits))).toBe(Number.MAX_SAFE_INTEGER)
})
