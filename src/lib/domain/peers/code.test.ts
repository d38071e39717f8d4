import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeBytes, codeOf, secretIn } from './code.ts'

test('a code gives back its secret, whatever its gaps, and has nothing that a Vietnamese keyboard would change', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes }),
      fc.constantFrom(' ', '', '-', '  ', '.'),
      (secret, gap) => {
        const code = codeOf(secret)
        expect(code).toMatch(/^(?:\d{5} ){4}\d{5}$/)
        expect(secretIn(code.replaceAll(' ', gap))).toEqual(secret)
      }
    )
  )
})

test('the least and the greatest secret are spelt in full', () => {
  expect(codeOf(new Uint8Array(codeBytes))).toBe('00000 00000 00000 00000 00000')
  expect(codeOf(new Uint8Array(codeBytes).fill(255))).toBe('12089 25819 61462 91747 06175')
})

test.each([
  '',
  ' ',
  '12345',
  '00000 00000 00000 00000 0000',
  '00000 00000 00000 00000 000000',
  '12089 25819 61462 91747 06176',
  '99999 99999 99999 99999 99999',
  '0000O 00000 00000 00000 00000',
  '-1000 00000 00000 00000 00000',
  '0x000 00000 00000 00000 00000'
])('is no code: "%s"', (typed) => expect(secretIn(typed)).toBeNull())
