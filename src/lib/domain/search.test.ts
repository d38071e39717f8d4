import fc from 'fast-check'
import { expect, test } from 'vitest'
import { finds, folded, nearness } from './search.ts'

test('a name is found by what is typed in a hurry', () => {
  const hue = ['Tăng Mỹ Huệ', 'Ba Huệ']
  expect(finds('ba hue', hue)).toBe(true)
  expect(finds('ba hue', ['Tăng Mỹ Huệ (Ba Huệ)'])).toBe(true)
  expect(finds('HUỆ tang', hue)).toBe(true)
  expect(finds('ta m h', hue)).toBe(true)
  expect(finds('duc', ['Huỳnh Văn Đực'])).toBe(true)
  expect(finds('lt-01', ['LT-01 mùng 10'])).toBe(true)
})

test('the query itself comes before what begins with it, and both before what has its words apart', () => {
  expect(nearness('tu luu', ['Trần Văn Lựu', 'Tư Lựu'])).toBe(0)
  expect(nearness('tu lu', ['Trần Văn Lựu', 'Tư Lựu'])).toBe(1)
  expect(nearness('tu luu', ['Lưu Tú Quyên', 'Chín Quyên'])).toBe(2)
})

test('each word begins a word: nothing is found in the middle of one, nor half a query', () => {
  expect(finds('ue', ['Tăng Mỹ Huệ'])).toBe(false)
  expect(finds('ba kieu', ['Tăng Mỹ Huệ', 'Ba Huệ'])).toBe(false)
})

test('nothing typed finds all, but no word that is not there', () => {
  expect(finds(' ', ['Sơn Thị Sa Rinh'])).toBe(true)
  expect(finds('sa', [])).toBe(false)
})

test.each(['.', '---', '"%_"', '🌸', '\u0301', '\u200B', '\ud83d'])(
  '%o has no word in it and finds nobody',
  (query) => {
    expect(finds(query, ['Tăng Mỹ Huệ', 'LT-01 🌸 "%_"'])).toBe(false)
  }
)

test('Khmer stays as it is, and is found', () => {
  const rinh = 'សុន សារិន'
  expect(folded(rinh)).toBe(rinh)
  expect(finds('សារិ', [rinh])).toBe(true)
  expect(finds('សារុ', [rinh])).toBe(false)
})

test('composed or decomposed, capital or small: the same', () => {
  expect(folded('Đặng Ưu Ỷ')).toBe('dang uu y')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(folded(text.normalize('NFD'))).toBe(folded(text.normalize('NFC')))
      expect(folded(folded(text))).toBe(folded(text))
    }),
    { examples: [['Quách Mỹ Lệ'], ['ĐỰC'], ['Ǻngström'], ['İ']] }
  )
})
