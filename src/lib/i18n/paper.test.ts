import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { hexOf, paperDay, paperDayText, paperTime } from './paper.ts'

test('the hour and the day of the commune, as papers write them', () => {
  const at = Date.UTC(2026, 10, 30, 17, 5)
  expect(paperTime(at)).toBe('0 giờ 05')
  expect(paperDay(at)).toEqual([1, 12, 2026])
  expect(paperTime(Date.UTC(2026, 10, 24, 15, 15))).toBe('22 giờ 15')
})

test('a day on paper has no room for another digit', () => {
  const said = ['2026-12-01', '2027-02-28', '2026-05-15'].map(paperDayText)
  expect(said).toEqual(['ngày 01 tháng 12 năm 2026', 'ngày 28 tháng 02 năm 2027', 'ngày 15 tháng 5 năm 2026'])
})

test('a hash on paper is the one that the record names', () => {
  const hash = createHash('sha256').update('hình')
  const [hex, base] = [hash.copy().digest('hex'), hash.digest('base64url')]
  expect(hexOf(base)).toBe(hex)
})
