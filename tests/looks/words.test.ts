import { expect, test } from 'vitest'
import { foreign } from './words.ts'

test('a word of the other language is found, names and entries are not', () => {
  expect(foreign(['Đồng bộ ngay', 'Settings', 'Cổng 1B · Tư Khởi', 'huyện Phước Long'], 'vi')).toEqual([
    'Settings'
  ])
  expect(foreign(['Sync now', 'Sync: Chờ gửi', 'Cổng 1B · Cổng Chùa · 4 entries'], 'en')).toEqual(['Chờ gửi'])
})
