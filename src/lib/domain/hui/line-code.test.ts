import { expect, test } from 'vitest'
import { findsCode } from './line-code.ts'

test.each(['lt18', 'LT-18', 'lt 18', 'lt1', 'Lt18mung', '18 mùng'])('%o finds the line', (query) =>
  expect(findsCode(query, 'LT-18 mùng 10')).toBe(true)
)

test.each(['lt19', 't18', '😀', '-', 'lt18 rằm'])('%o does not', (query) =>
  expect(findsCode(query, 'LT-18 mùng 10')).toBe(false)
)
