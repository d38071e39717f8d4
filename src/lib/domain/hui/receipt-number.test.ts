import { expect, test } from 'vitest'
import { agreement, TestLine } from '../../../../tests/hui/test-line.ts'
import { deviceCode } from '../devices/device-code.ts'
import { lastReceipts, nextReceiptNumber } from './receipt-number.ts'

const [own, other] = ['d'.repeat(43), 'e'.repeat(43)]

test('a phone counts its own receipts, under its own code', () => {
  const book = new TestLine(agreement(4, 1_000))
  book.round(1, 1, 100)
  expect(lastReceipts(book.facts)).toEqual({})
  book.issue(book.pay(1, 2, 900), { number: `LT-${deviceCode(own)}-000041` })
  book.issue(book.pay(1, 3, 900), { number: `LT-${deviceCode(other)}-000099` }, { device: other })
  expect(lastReceipts(book.facts)).toEqual({ [own]: 41, [other]: 99 })
  expect(nextReceiptNumber(41, own, 'Láng Tròn')).toBe(`LT-${deviceCode(own)}-000042`)
  expect(nextReceiptNumber(99, other, 'Đất Mũi')).toBe(`DM-${deviceCode(other)}-000100`)
  expect(nextReceiptNumber(0, own, '')).toBe(`X-${deviceCode(own)}-000001`)
})
