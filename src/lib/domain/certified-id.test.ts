import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { certifiedId, hasOwnId } from './certified-id.ts'
import { idTime, uuidv7 } from './uuid.ts'

const device = 'AD9WxyJhNn4DpIcypd-EgaFhNU380pc7yhXRAugRqTk'
const place = { unit: 'xa-phong-hiep', book: 'gates', device, n: 7 }
const ms = Date.UTC(2026, 10, 28, 3)

test('free bits are the first ones of the hash, in their places', () => {
  const hash = createHash('sha256').update(`xa-phong-hiep\0gates\0${device}\x007\0${ms}`).digest()
  expect(certifiedId(place, ms)).toBe(uuidv7(ms, hash))
  expect(idTime(certifiedId(place, ms))).toBe(ms)
})

test('an id fits one place, number and time only', () => {
  const near = fc.record({
    unit: fc.constantFrom('xa-phong-hiep', 'xa-phong-hie', 'xa-phong-hiep\0gates'),
    book: fc.constantFrom('gates', 'duty', ''),
    device: fc.constantFrom(device, device.replace('A', 'B')),
    n: fc.constantFrom(1, 7, 77),
    ms: fc.constantFrom(ms, ms + 1, 0)
  })
  fc.assert(
    fc.property(near, near, (one, other) => {
      const id = certifiedId(one, one.ms)
      expect(hasOwnId({ ...one, id })).toBe(true)
      const same = JSON.stringify(one) === JSON.stringify(other)
      const claimed = uuidv7(other.ms, Buffer.from(id.replaceAll('-', ''), 'hex').subarray(6))
      expect(hasOwnId({ ...other, id: claimed })).toBe(same)
    })
  )
})

test('a random id is nobody’s', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (random) => {
      expect(hasOwnId({ ...place, id: uuidv7(ms, random) })).toBe(false)
    })
  )
})
