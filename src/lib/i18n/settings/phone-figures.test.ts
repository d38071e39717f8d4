import { expect, test } from 'vitest'
import { phoneFigures as en } from './phone-figures-en.ts'
import { phoneFigures as vi } from './phone-figures-vi.ts'
import { secondsOf } from './phone-figures.ts'

test('a time is told in seconds, as exactly as somebody can use it', () => {
  expect([0, 9.9, 10, 34, 999, 1_000, 1_240, 75_000].map((ms) => secondsOf(ms, vi))).toEqual([
    'dưới 0,01 giây',
    'dưới 0,01 giây',
    '0,01 giây',
    '0,03 giây',
    '1 giây',
    '1 giây',
    '1,2 giây',
    '75 giây'
  ])
  expect([4, 1_240].map((ms) => secondsOf(ms, en))).toEqual(['under 0.01 s', '1.2 s'])
})
