import { expect, test } from 'vitest'
import { foreign } from './words.ts'

test('a word of the other language is found, names and entries are not', () => {
  expect(foreign(['Đồng bộ ngay', 'Settings', 'Cổng 1B · Tư Khởi', 'huyện Phước Long'], 'vi')).toEqual([
    'Settings'
  ])
  expect(foreign(['Sync now', 'Sync: Chờ gửi', 'Cổng 1B · Cổng Chùa · 4 entries'], 'en')).toEqual(['Chờ gửi'])
})

test('so is one of the words that come with a book', () => {
  expect(foreign(['Khui hụi', 'Commission', 'Theft'], 'vi')).toEqual(['Commission', 'Theft'])
  expect(foreign(['Commission', 'Tiền thảo', 'Fire · Trộm cắp'], 'en')).toEqual(['Tiền thảo', 'Trộm cắp'])
})
