import { expect, test } from 'vitest'
import { followLanguage, learn } from '../text.ts'
import { clockSentences } from './clock.ts'

const minute = 60_000
const day = 24 * 60 * minute

test.each([
  [
    -2 * day - 5 * minute,
    'Đồng hồ máy này nhanh 2 ngày so với máy chủ.',
    "This phone's clock is 2 days ahead of the server."
  ],
  [
    3 * 365 * day,
    'Đồng hồ máy này chậm 3 năm so với máy chủ.',
    "This phone's clock is 3 years behind the server."
  ],
  [
    65 * minute,
    'Đồng hồ máy này chậm 1 giờ so với máy chủ.',
    "This phone's clock is 1 hour behind the server."
  ],
  [
    -4 * minute,
    'Đồng hồ máy này nhanh 4 phút so với máy chủ.',
    "This phone's clock is 4 minutes ahead of the server."
  ]
])('a clock that is off by %i ms is told in the largest unit that fits', async (offset, vi, en) => {
  expect(clockSentences(offset)?.off).toBe(vi)
  await learn('en')
  followLanguage(() => 'en')
  expect(clockSentences(offset)?.off).toBe(en)
  followLanguage(() => 'vi')
})

test('a clock that is right enough is not talked of', () => {
  for (const offset of [0, 2 * minute, -2 * minute]) expect(clockSentences(offset)).toBeNull()
})
