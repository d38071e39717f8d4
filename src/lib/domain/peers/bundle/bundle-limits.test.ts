import { expect, test } from 'vitest'
import { certifiedId } from '../../certified-id.ts'
import { ByteWriter } from './byte-writer.ts'
import { packContents, unpackContents } from './contents.ts'
import { bundleLimits } from './limits.ts'

/** Writes contents of one form by hand, that say more than their bytes hold. */
function crafted({ body, size, texts = [], column = [] }: Crafted): Uint8Array<ArrayBuffer> {
  const to = new ByteWriter()
  to.count(0)
  to.count(texts.length)
  for (const text of texts) to.text(text)
  to.count(1)
  to.text('ph-truc')
  to.raw(new Uint8Array(32))
  to.count(1)
  to.text(JSON.stringify(['hui', 'hui.line-agreed', 'line', ['s', body]]))
  to.count(size)
  for (let i = 0; i < size; i++) to.count(0)
  for (let i = 0; i < size; i++) to.signed(1)
  for (let i = 0; i < size; i++) to.signed(0)
  for (let i = 0; i < size; i++) to.signed(1)
  for (let i = 0; i < size; i++) to.count(0)
  for (const index of column) for (let i = 0; i < size; i++) to.count(index)
  for (let i = 0; i < size; i++) to.raw(new Uint8Array(64))
  to.count(0)
  return to.done()
}
interface Crafted {
  body: unknown
  size: number
  texts?: string[]
  column?: number[]
}

test('what is written by hand within the limits is read', () => {
  const bytes = crafted({ body: { a: 'T', b: 's' }, size: 2, texts: ['x', 'y'], column: [1] })
  expect(unpackContents('xa-thu', bytes)!.facts.map(({ n, body }) => [n, body])).toEqual([
    [1, { a: true, b: 'y' }],
    [2, { a: true, b: 'y' }]
  ])
})

test('is no bundle: more facts than it holds, of several forms', () => {
  const some = (type: string, count: number) =>
    Array.from({ length: count }, (_, i) => {
      const own = { unit: 'xa-thu', book: 'hui', by: 'ph-truc', device: 'A'.repeat(43), n: i + 1 }
      const said = { stream: 'line/x', type, at: '2026-11-24T00:00:00.000Z', body: {}, sig: 'A'.repeat(86) }
      return { ...own, ...said, id: certifiedId(own, 5) }
    })
  const packed = (count: number) =>
    packContents({ facts: [...some('hui.a', 3_000), ...some('hui.b', count)], boxes: [] })
  expect(unpackContents('xa-thu', packed(2_000))!.facts).toHaveLength(bundleLimits.facts)
  expect(unpackContents('xa-thu', packed(2_001))).toBeNull()
})

test.each([
  ['more facts than a bundle holds', crafted({ body: {}, size: bundleLimits.facts + 1, texts: ['x'] })],
  [
    'bodies of nothing but keys, made again for each fact',
    crafted({ body: { list: Array(10_000).fill('T') }, size: 1_000, texts: ['x'] })
  ],
  [
    'one long text, said again and again',
    crafted({ body: { a: 's' }, size: 1_000, texts: ['x', 'y'.repeat(60_000)], column: [1] })
  ],
  ['a form too long for any fact', crafted({ body: { ['k'.repeat(70_000)]: 'T' }, size: 1, texts: ['x'] })],
  [
    'lists in lists without end',
    crafted({ body: { a: JSON.parse('['.repeat(900) + ']'.repeat(900)) }, size: 1, texts: ['x'] })
  ],
  ['a text that is not there', crafted({ body: { a: 's' }, size: 1, texts: ['x'], column: [1] })],
  ['a day that is no day', crafted({ body: { a: 'd' }, size: 1, texts: ['x'], column: [2 ** 45] })],
  ['a number too large', crafted({ body: { a: 'i' }, size: 1, texts: ['x'], column: [2 ** 52] })],
  ['a letter that stands for nothing', crafted({ body: { a: 'z' }, size: 1, texts: ['x'] })],
  ['a body that is no object', crafted({ body: ['T'], size: 1, texts: ['x'] })],
  ['half a surrogate pair as a key', crafted({ body: { '\ud800': 'T' }, size: 1, texts: ['x'] })],
  ['bytes after the end', new Uint8Array([...crafted({ body: {}, size: 1, texts: ['x'] }), 0])],
  ['a number without an end', new Uint8Array(64).fill(128)],
  ['nothing', new Uint8Array()]
])('is no bundle: %s', (_, bytes) => {
  const before = process.memoryUsage().heapUsed
  expect(unpackContents('xa-thu', bytes)).toBeNull()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(256 * 1024 * 1024)
})
