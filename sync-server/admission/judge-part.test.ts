import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partDocuments } from '../../tests/photo.ts'
import { admitParts } from './judge-part.ts'

const some = fc.uint8Array({ minLength: 1, maxLength: 300 })
const part = (bytes: Uint8Array) => partDocuments(new Uint8Array(bytes), 'can-bo')[0]!
const holding = (document: ReturnType<typeof part>, data: string) => ({
  ...document,
  _attachments: { bytes: { content_type: 'application/octet-stream', data } }
})
const codes = (...docs: Parameters<typeof admitParts>[0]) =>
  admitParts(docs).rows.map(({ reason }) => (JSON.parse(reason) as { code: string }).code)

test('a part bears the hash of its own bytes, and those of no other', () => {
  fc.assert(
    fc.property(some, some, (bytes, others) => {
      const [own, other] = [part(bytes), part(others)]
      expect(codes(own, other)).toEqual([])
      const isSame = own._id === other._id
      expect(codes(holding(own, other._attachments['bytes']!.data))).toEqual(isSame ? [] : ['bad-id'])
    })
  )
})

test('a rows part holds up no other, and its row says why', () => {
  const [own, other] = [part(Uint8Array.of(1)), part(Uint8Array.of(2))]
  const forged = { ...own, _id: other._id }
  expect(admitParts([forged, own])).toEqual({
    passed: [own],
    rows: [{ id: other._id, error: 'forbidden', reason: '{"code":"bad-id"}' }]
  })
})

test('base64 is taken in its one form only', () => {
  fc.assert(
    fc.property(some, (bytes) => {
      const own = part(bytes)
      const { data } = own._attachments['bytes']!
      const again = [...data]
      const last = again.findLastIndex((letter) => letter !== '=')
      // The bits that padding leaves over: a lenient reader drops them.
      again[last] = String.fromCharCode(again[last]!.charCodeAt(0) + 1)
      const loose = again.join('')
      const isLoose = data.endsWith('=') && Buffer.from(loose, 'base64').toString('base64') === data
      for (const text of [`${data}=`, `${data}\n`, ` ${data}`, `${data}====`, ...(isLoose ? [loose] : [])])
        expect(codes(holding(own, text))).toEqual(['malformed'])
    })
  )
})

test('CouchDB’s rule decides about a document without such a file', () => {
  const doc = { _id: 'part.x', by: 'can-bo' }
  for (const one of [doc, { ...doc, _attachments: {} }, { ...doc, _attachments: { them: { data: 'AA==' } } }])
    expect(admitParts([one]).passed).toEqual([one])
})
