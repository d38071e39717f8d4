import { expect, test } from 'vitest'
import { dayMs } from '#lib/domain/day-sums.ts'
import { isDue } from './daily.ts'

test('what is done daily is due when its time has come, and when that is more than a day away', () => {
  const next = Date.UTC(2026, 10, 26)
  expect([-dayMs - 1, -dayMs, -1, 0, dayMs].map((by) => isDue(next, next + by))).toEqual([
    true,
    false,
    false,
    true,
    true
  ])
})
