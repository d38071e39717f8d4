import fc from 'fast-check'
import { expect, test } from 'vitest'
import { photoOf, sha256Of } from '../../../../tests/photo.ts'
import { cut, join, maxPhotoBytes, maxPhotoParts, partBytes, partId } from './parts.ts'

const sizes = fc.oneof(
  fc.integer({ min: 1, max: 4 * partBytes }),
  fc.constantFrom(1, partBytes - 1, partBytes, partBytes + 1, 2 * partBytes)
)
const filled = (length: number, seed: number) =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) * seed) & 255)

test('cut and joined, the bytes are the same; all parts but the last are full', () => {
  fc.assert(
    fc.property(sizes, fc.nat(255), (length, seed) => {
      const bytes = filled(length, seed)
      const parts = cut(bytes)
      const last = length - (parts.length - 1) * partBytes
      expect(parts.map((part) => part.length)).toEqual(
        parts.map((_, k) => (k + 1 < parts.length ? partBytes : last))
      )
      expect(last).toBeGreaterThan(0)
      expect(Buffer.compare(join(parts), bytes)).toBe(0)
    }),
    { numRuns: 60 }
  )
})

test('one changed byte changes the photo’s hash, and that of its own part alone', () => {
  fc.assert(
    fc.property(sizes, fc.nat(), fc.integer({ min: 1, max: 255 }), (length, place, flip) => {
      const bytes = filled(length, 7)
      const before = photoOf(bytes)
      const at = place % length
      bytes[at]! ^= flip
      const after = photoOf(bytes)
      expect(after.sha256).not.toBe(before.sha256)
      const changed = after.parts.flatMap((hash, part) => (hash === before.parts[part] ? [] : part))
      expect(changed).toEqual([Math.floor(at / partBytes)])
    }),
    { numRuns: 40 }
  )
})

test('a small photo is its only part, the largest has the most parts', () => {
  const small = filled(9, 1)
  expect(photoOf(small).parts).toEqual([sha256Of(small)])
  expect(cut(new Uint8Array(maxPhotoBytes))).toHaveLength(maxPhotoParts)
})

test('no id of a part begins with what CouchDB keeps for itself', () => {
  expect(partId('_'.repeat(43))).toBe(`part.${'_'.repeat(43)}`)
})
