import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, join, lengthOfPart, partBytes, partId, partsOf } from './parts.ts'

const sizes = fc.oneof(
  fc.integer({ min: 1, max: 4 * partBytes }),
  fc.constantFrom(1, partBytes - 1, partBytes, partBytes + 1, 2 * partBytes)
)
const filled = (length: number, seed: number) =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) * seed) & 255)

test('cut and joined, the bytes are the same; each part has the length that its place demands', () => {
  fc.assert(
    fc.property(sizes, fc.nat(255), (length, seed) => {
      const bytes = filled(length, seed)
      const parts = cut(bytes)
      expect(parts.length).toBe(partsOf(length))
      expect(parts.map((part) => part.length)).toEqual(parts.map((_, k) => lengthOfPart(length, k)))
      expect(Buffer.compare(join(parts), bytes)).toBe(0)
    }),
    { numRuns: 60 }
  )
})

test('ids of parts sort in the order of the parts, and none begins with what CouchDB keeps for itself', () => {
  const sha256 = '_'.repeat(43)
  const ids = Array.from({ length: 32 }, (_, part) => partId(sha256, part))
  expect([...ids].sort()).toEqual(ids)
  expect(ids[7]).toBe(`part.${sha256}.007`)
})
