import fc from 'fast-check'
import { expect, test } from 'vitest'
import { photosIn, unnamedPhotos, unneededParts } from './named.ts'

test('photos are known by the records that name them, however deep; a hash alone is no photo', () => {
  const photo = (letter: string) => ({ sha256: letter.repeat(43), parts: [letter.repeat(43)] })
  const facts = [
    { body: { photo: photo('A'), snapshots: [{ ...photo('B'), camera: 'cong1' }] } },
    { body: { ...photo('C'), caption: '"sha256":"x","parts":[]' } },
    { body: { frameSha256: 'D', photo: { sha256: 'D'.repeat(43) }, none: null, parts: ['E'] } }
  ]
  expect(photosIn(facts).map(({ sha256 }) => sha256[0])).toEqual(['A', 'B', 'C'])
})

// Few hashes, so that photos often share parts, or are the same.
const hash: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const photos = fc.array(fc.record({ sha256: hash, parts: fc.array(hash, { minLength: 1, maxLength: 4 }) }))

test('of photos that go, all parts go that no other photo needs, and none of another', () => {
  fc.assert(
    fc.property(photos, photos, (gone, staying) => {
      const parts = gone.flatMap((photo) => photo.parts)
      const going = unneededParts(parts, staying)
      const needed = staying.flatMap((photo) => photo.parts)
      expect(new Set([...going, ...needed])).toEqual(new Set([...parts, ...needed]))
      expect(going.filter((one) => needed.includes(one))).toEqual([])
      expect(new Set(going).size).toBe(going.length)
    })
  )
})

test('a photo that another record names is not gone', () => {
  const [a, b] = ['a', 'b'].map((sha256) => ({ sha256, parts: ['x'] }))
  expect(unnamedPhotos([a!, b!, b!], [a!])).toEqual(['b'])
})
