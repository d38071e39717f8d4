import { expect, test, vi } from 'vitest'
import { deflate, inflate } from './deflate.ts'

test('what was compressed comes back when its size is the one that was said, and never else', async () => {
  const bytes = new TextEncoder().encode('hụi '.repeat(50_000))
  const small = await deflate(bytes)
  expect(small.length).toBeLessThan(bytes.length / 50)
  expect(await inflate(small, bytes.length)).toEqual(bytes)
  for (const size of [0, 1, bytes.length - 1, bytes.length + 1]) expect(await inflate(small, size)).toBeNull()
  expect(await inflate(small.slice(0, -2), bytes.length)).toBeNull()
  expect(await inflate(bytes, 10)).toBeNull()
  expect(await inflate(new Uint8Array(), 0)).toBeNull()
})

test('of a bomb no more is decompressed than shows that it is one', async () => {
  const bomb = await deflate(new Uint8Array(64 * 1024 * 1024))
  let made = 0
  const Real = DecompressionStream
  class Counting {
    readonly writable: DecompressionStream['writable']
    readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>
    constructor(format: CompressionFormat) {
      const real = new Real(format)
      this.writable = real.writable
      const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, passing) {
          made += chunk.length
          passing.enqueue(chunk)
        }
      })
      this.readable = real.readable.pipeThrough(count)
    }
  }
  vi.stubGlobal('DecompressionStream', Counting)
  expect(await inflate(bomb, 1_000)).toBeNull()
  vi.unstubAllGlobals()
  expect(made).toBeGreaterThan(1_000)
  expect(made).toBeLessThan(1024 * 1024)
})
