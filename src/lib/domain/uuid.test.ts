import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { id } from './shapes.ts'
import { firstIdAt, idTime, uuidv7 } from './uuid.ts'

const time = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const random = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('RFC 9562, appendix A.6', () => {
  const chance = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
  expect(uuidv7(0x017f22e279b0, chance)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('has the shape of an id, keeps its time, and sorts by it', () => {
  fc.assert(
    fc.property(time, time, random, random, (a, b, x, y) => {
      expect(v.is(id, uuidv7(a, x))).toBe(true)
      expect(idTime(uuidv7(a, x))).toBe(a)
      if (a < b) expect(uuidv7(a, x) < uuidv7(b, y)).toBe(true)
      expect(firstIdAt(a) <= uuidv7(a, x)).toBe(true)
    })
  )
})

test('the chance that was handed over stays as it was, in a Buffer too', () => {
  for (const chance of [new Uint8Array(12).fill(0xff), Buffer.alloc(12, 0xff)]) {
    uuidv7(1, chance)
    expect([...chance]).toEqual(Array.from({ length: 12 }, () => 0xff))
  }
})

test('a time that does not fit throws', () => {
  expect(() => uuidv7(-1, new Uint8Array(10))).toThrow(RangeError)
  expect(() => uuidv7(2 ** 48, new Uint8Array(10))).toThrow(RangeError)
  expect(() => uuidv7(1, new Uint8Array(9))).toThrow(RangeError)
})
