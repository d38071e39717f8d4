import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { initSync } from 'raptorq/raptorq.js'
import { expect, test } from 'vitest'
import { cutIntoPackets, joinPackets } from '#lib/data/peers/qr/raptorq.ts'
import { squaresOf } from '#lib/data/peers/qr/squares.ts'
import { StreamCollector } from '#lib/domain/peers/stream/collector.ts'
import { frameText, streamNumber, symbolFor, symbolsOf } from '#lib/domain/peers/stream/frame.ts'
import { paces } from '#lib/domain/peers/stream/pace.ts'

initSync(readFileSync(createRequire(import.meta.url).resolve('raptorq/raptorq_bg.wasm')))

const tag = Uint8Array.of(1, 2, 3, 4)
const randomBytes = (length: number) => {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536)
    crypto.getRandomValues(bytes.subarray(at, Math.min(length, at + 65_536)))
  return bytes
}
function framesOf(bytes: Uint8Array<ArrayBuffer>, most: number, to = tag) {
  const symbol = symbolFor(bytes.length, most)
  const stream = streamNumber(randomBytes(4))
  return cutIntoPackets(bytes, symbol).map((packet) =>
    frameText({ tag: to, stream, size: bytes.length, symbol }, packet)
  )
}

/** Reads frames until they suffice. */
function received(frames: readonly string[], collector = new StreamCollector(tag)) {
  for (const [read, frame] of frames.entries()) {
    collector.add(frame)
    const { whole } = collector
    if (!whole) continue
    const bytes = joinPackets(whole.size, whole.symbol, [...whole.packets.values()])
    if (bytes) return { bytes, read: read + 1 }
    collector.wantMore(whole)
  }
  return null
}

test('bytes come through in any order, with frames read twice, a third lost, and another’s stream between', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20_000 }),
      fc.constantFrom(...paces.map(({ symbol }) => symbol)),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (size, symbol, chance) => {
        const next = () => chance.next().value as number
        const bytes = randomBytes(size)
        const foreign = framesOf(randomBytes(2_000), symbol, Uint8Array.of(4, 3, 2, 1))
        const own = framesOf(bytes, symbol).filter(() => next() > 0.3)
        const mixed = [...own, ...own, ...foreign].map((frame) => ({ frame, at: next() }))
        const shown = mixed.sort((a, b) => a.at - b.at).map(({ frame }) => frame)
        const got = received(shown)
        // A small stream may have lost more than its repairs mend: it goes round again until it is there.
        if (new Set(own).size > symbolsOf({ size, symbol: symbolFor(size, symbol) }) + 3)
          expect(got?.bytes).toEqual(bytes)
      }
    ),
    { numRuns: 60 }
  )
})

test('a stream in order is whole with hardly a frame more than it has symbols', () => {
  const bytes = randomBytes(200_000)
  const { read, bytes: same } = received(framesOf(bytes, 1_656))!
  expect(Buffer.compare(same, bytes)).toBe(0)
  expect(read).toBeLessThanOrEqual(Math.ceil(200_000 / 1_656) + 3)
})

test('the largest bundle is one block', () => {
  const bytes = randomBytes(8 * 1024 * 1024 + 64 * 1024)
  for (const { symbol } of [paces[0]!, paces.at(-1)!]) {
    const packets = cutIntoPackets(bytes, symbol)
    expect(new Set(packets.map(([block]) => block))).toEqual(new Set([0]))
    expect(packets[0]).toHaveLength(4 + symbol)
  }
})

test('a code of each pace is as large as its pace says', () => {
  const drawn = paces.map(({ symbol }) => squaresOf(framesOf(randomBytes(symbol * 3), symbol)[0]!).length)
  expect(drawn).toEqual(paces.map(({ squares }) => squares))
})

test('packets that were changed or made up give other bytes or none, and end nothing', () => {
  const bytes = randomBytes(3_000)
  const packets = cutIntoPackets(bytes, 240)
  const needed = Math.ceil(3_000 / 240) + 1
  for (let round = 0; round < 50; round++) {
    const made = packets.slice(0, needed).map((packet) => {
      const other = randomBytes(packet.length)
      other[0] = 0
      return other
    })
    const got = joinPackets(3_000, 240, made)
    expect(got === null || got.length === 3_000).toBe(true)
  }
  expect(joinPackets(3_000, 240, packets.slice(0, 5))).toBeNull()
  expect(joinPackets(3_000, 240, packets.slice(3, 3 + needed + 2))).toEqual(bytes)
})
