import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDetail } from './facts.ts'
import { kindOfNumber, looseNumbers, withMasked } from './loose-numbers.ts'

describe('somebody’s number is found', () => {
  test.each([
    ['CCCD 000196000385', ['000196000385']],
    ['CCCD000196000385, ấp 3', ['000196000385']],
    ['số 000 196 000 385 của bà', ['000196000385']],
    ['000.196.000.385', ['000196000385']],
    ['CMND cũ 000123456', ['000123456']],
    ['gọi 0900 000 077 hoặc 0900000078', ['0900000077', '0900000078']],
    ['0900.000.077', ['0900000077']],
    ['TK 0001234567', ['0001234567']],
    ['000196000385 000196000386', ['000196000385', '000196000386']],
    ['Hẹn 24/11/2026, CCCD 000196000385, 1.650.000 đ', ['000196000385']],
    ['mất 50.000.000 đ, gọi 0900 000 077', ['0900000077']]
  ])('%j', (text, digits) => expect(looseNumbers(text).map((one) => one.digits)).toEqual(digits))
})

describe('money, days, hours, ids and short numbers are none', () => {
  test.each([
    '',
    'Mất 1.650.000.000 đ',
    'Mất 1.650.000.000',
    'Mất 150.000.000',
    '150 000 000 đ',
    '150000000',
    '650000000 đồng',
    '165432100 VND',
    '42,100,000',
    'Ngày 24/11/2026 lúc 22:15',
    '24-11-2026 22:15',
    '24.11.2026',
    '2026-11-24T22:15',
    '2026-11-24 22:15:03',
    'từ 24/11/2026 đến 25/11/2026',
    'Gọi 113, 114, 115',
    'Xe 69X9-000.12',
    'LT-07-000123',
    '01936a1c-8f2f-7abc-8def-000000000001',
    '12345678',
    '0001234567890'
  ])('%j', (text) => expect(looseNumbers(text)).toEqual([]))
})

test('wherever a number stands among words it is found, covered, and nothing else is changed', () => {
  const words = fc.array(fc.constantFrom('Bà Tư', 'mất xe', 'ở ấp 3', 'Hụi', 'lúc 22:15', '\n'), {
    maxLength: 4
  })
  const number = fc.stringMatching(/^0\d{8,11}$/)
  fc.assert(
    fc.property(words, number, words, (before, digits, after) => {
      const [start, end] = [`${before.join(', ')} `, `. ${after.join(', ')}`]
      fc.pre(!/\d\s*$/.test(start) && !/0{6}$/.test(digits.replace(/^0+/, '')))
      const text = `${start}${digits}${end}`
      expect(looseNumbers(text).map((one) => one.digits)).toContain(digits)
      const told = withMasked(text)
      expect(told).not.toContain(digits)
      expect(told.startsWith(start) && told.endsWith(end)).toBe(true)
      expect(looseNumbers(told)).toEqual([])
    })
  )
})

test('only the numbers asked for are covered', () => {
  const text = 'CCCD 000196000385, gọi 0900 000 077.'
  expect(withMasked(text, (digits) => digits === '0900000077')).toBe('CCCD 000196000385, gọi 090••••077.')
})

test('each number found fits the kind that it is taken for', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{9,12}$/), (value) => {
      expect(isDetail({ kind: kindOfNumber(value), value })).toBe(true)
    })
  )
})

test('a hash in a text is nobody’s number, a number glued to a word is one', () => {
  expect(looseNumbers('d74878d45d43191866333eb32821942d63ac1579e903e774ffd2f4cb7ee37b5b')).toEqual([])
  expect(looseNumbers('CCCD000123456789').map(({ digits }) => digits)).toEqual(['000123456789'])
})
