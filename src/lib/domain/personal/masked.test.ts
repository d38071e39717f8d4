import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { masked } from './masked.ts'

describe('a value is covered', () => {
  test.each([
    ['095200010385', '0952••••0385'],
    ['0952 0001 0385', '0952••••0385'],
    ['000123456', '000••••56'],
    ['0900000001', '090••••001'],
    ['1234567', '12••••7'],
    ['123456', '••••••'],
    ['113', '••••'],
    ['', '••••'],
    ['  ', '••••'],
    ['0001234567890123456', '0001•••••••••••3456'],
    ['000123456789 Ngân hàng A', '0001••••6789 ••••'],
    ['0900000001, con trai', '0••••'.slice(1)],
    ['Bà Tư bán cá', 'B••••'],
    ['Đậu Thị Bé', 'Đ••••'],
    ['Tư', '••••'],
    ['@zalo.ba.tu', '••••'],
    ['095a00010385', '••••']
  ])('%j as %j', (value, covered) => expect(masked(value)).toBe(covered))
})

test('of a number at least four digits and a third are covered, whatever its length, and the ends are its own', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,40}$/), (number) => {
      const covered = masked(number)
      const dots = [...covered].filter((one) => one === '•').length
      expect(dots).toBeGreaterThanOrEqual(Math.max(4, Math.min(number.length, Math.ceil(number.length / 3))))
      const [start = '', end = ''] = covered.split(/•+/)
      expect(number.startsWith(start) && number.endsWith(end)).toBe(true)
      expect(start.length + end.length).toBeLessThanOrEqual(Math.max(0, number.length - 4))
    })
  )
})

test('of words no more than the first letter is left, and their length is not told', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, unit: 'grapheme' }), (words) => {
      fc.pre(!/^\s*\d/.test(words))
      expect(masked(words)).toMatch(/^\p{L}?••••$/u)
    })
  )
})
