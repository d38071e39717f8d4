import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markedNumber, markKinds } from './marks.ts'

test.each([
  ['id', '000196000385', '000196000385'],
  ['id', ' 000 196 000-385 ', '000196000385'],
  ['id', '000123456', '000123456'],
  ['phone', '0900 000 077', '0900000077'],
  ['phone', '+84 900.000.077', '0900000077'],
  ['phone', '84900000077', '0900000077'],
  ['phone', '+84 (0)900 000 077', '0900000077'],
  ['phone', '(0290) 3 000 077', '02903000077'],
  ['account', '0001 2345 67', '0001234567']
] as const)('a %s written %j is %s', (kind, typed, number) => expect(markedNumber(kind, typed)).toBe(number))

test.each([
  ['id', ''],
  ['id', '00019600038'],
  ['id', '000196000385 bà Huệ'],
  ['id', 'CCCD 000196000385'],
  ['phone', '900000077'],
  ['phone', '113'],
  ['account', '12345'],
  ['account', '1'.repeat(20)],
  ['account', `1${' '.repeat(40)}234567`]
] as const)('a %s is never %j', (kind, typed) => expect(markedNumber(kind, typed)).toBeNull())

test('however a number is grouped it is one number, and what is one stays itself', () => {
  const gaps = fc.array(fc.constantFrom('', ' ', '.', '-'), { minLength: 19, maxLength: 19 })
  fc.assert(
    fc.property(
      fc.constantFrom(...markKinds),
      fc.stringMatching(/^0\d{5,18}$/),
      gaps,
      (kind, digits, between) => {
        const typed = [...digits].map((digit, i) => digit + between[i]!).join('')
        const number = markedNumber(kind, digits)
        expect(markedNumber(kind, typed)).toBe(typed.length > 40 ? null : number)
        if (number !== null) expect(markedNumber(kind, number)).toBe(number)
      }
    )
  )
})
