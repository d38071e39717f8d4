import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TestDevice } from '../../../../tests/facts.ts'
import { codeLetters, deviceCode } from './device-code.ts'

const hash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'))

test('a device’s code is four digits and two letters, and the same each time', () => {
  const shape = new RegExp(`^\\d{4}[${codeLetters}]{2}$`)
  fc.assert(
    fc.property(hash, (id) => {
      expect(deviceCode(id)).toMatch(shape)
      expect(deviceCode(`${id}`)).toBe(deviceCode(id))
    })
  )
  expect(deviceCode(new TestDevice('truong').id)).toMatch(shape)
})

test('the code stays what it is: people have written it down', () => {
  expect(deviceCode('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs')).toBe('1672KU')
})

test('its letters are no digits, and none sounds like another when it is read out', () => {
  // Said alike in Vietnamese: B P T D V (bê pê dê vê), S X (sờ xờ), M N (mờ nờ), C and X, I and Y, G and D.
  const alike = ['BP', 'DVG', 'SX', 'MN', 'IY', 'CX', 'OQ', 'UV']
  const kept = (letters: string) => [...letters].filter((letter) => codeLetters.includes(letter))
  expect(alike.filter((letters) => kept(letters).length > 1)).toEqual([])
  for (const digit of 'OIZSB') expect(codeLetters).not.toContain(digit)
  expect(new Set(codeLetters).size).toBe(10)
})

test('of a unit’s hundred phones hardly any two have the same code', () => {
  fc.assert(
    fc.property(fc.uniqueArray(hash, { minLength: 100, maxLength: 100 }), (ids) => {
      expect(new Set(ids.map(deviceCode)).size).toBeGreaterThan(96)
    }),
    { numRuns: 20 }
  )
})
