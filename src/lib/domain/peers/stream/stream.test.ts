import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bundleLimits } from '../bundle/limits.ts'
import { base45Of, bytesOfBase45 } from './base45.ts'
import { StreamCollector } from './collector.ts'
import { frameIn, frameText, streamNumber, symbolFor } from './frame.ts'
import { layoutFor, paceFor, paces } from './pace.ts'

const tag = Uint8Array.of(1, 2, 3, 4)
const stream = streamNumber(Uint8Array.of(9, 8, 7, 6))
const shape = { tag, stream, size: 200, symbol: 64 }
const packet = (number: number, symbol = 64, block = 0) => {
  const bytes = new Uint8Array(4 + symbol).fill(number)
  new DataView(bytes.buffer).setUint32(0, number)
  bytes[0] = block
  return bytes
}

test('base 45 spells as RFC 9285 does, and any bytes come back', () => {
  expect(base45Of(new TextEncoder().encode('Hello!!'))).toBe('%69 VD92EX0')
  for (const none of ['A', 'GGW', ':::', '::', 'a10', '1234', 'Ấ00']) expect(bytesOfBase45(none)).toBeNull()
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(bytesOfBase45(base45Of(bytes))).toEqual(bytes)
    })
  )
})

describe('a frame', () => {
  test('says the same when it is read', () => {
    expect(frameIn(frameText(shape, packet(5)))).toEqual({ ...shape, number: 5, packet: packet(5) })
  })

  test.each([
    ['of nothing', { size: 0 }, packet(5)],
    ['of more than any bundle', { size: bundleLimits.file + 1 }, packet(5)],
    ['of four gigabytes', { size: 2 ** 32 - 1 }, packet(5)],
    ['of symbols without bytes', { symbol: 0 }, packet(5, 0)],
    ['of symbols on which the library would end', { symbol: 56 }, packet(5, 56)],
    ['of symbols that no code holds', { symbol: 1_664 }, packet(5, 1_664)],
    ['of symbols of another step', { symbol: 65 }, packet(5, 65)],
    ['of too many symbols', { size: bundleLimits.file, symbol: 64 }, packet(5)],
    ['whose packet is cut off', {}, packet(5, 63)],
    ['whose packet has more', {}, packet(5, 65)],
    ['of a second block', {}, packet(5, 64, 1)]
  ])('is none %s', (_, change, sent) => {
    expect(frameIn(frameText({ ...shape, ...change }, sent))).toBeNull()
  })

  test('is none, or bounded, whatever a camera reads', () => {
    const text = frameText(shape, packet(5))
    const mutation = fc
      .tuple(fc.nat(text.length - 1), fc.constantFrom(...'0A :%é'), fc.nat(3))
      .map(([at, letter, cut]) => `${text.slice(0, at)}${letter}${text.slice(at + cut)}`)
    fc.assert(
      fc.property(fc.oneof(fc.string(), mutation), (read) => {
        const frame = frameIn(read)
        if (!frame) return
        expect(frame.size).toBeLessThanOrEqual(bundleLimits.file)
        expect(frame.packet).toHaveLength(4 + frame.symbol)
      }),
      { numRuns: 2_000 }
    )
  })

  test('of a small bundle has a small symbol', () => {
    expect([symbolFor(2, 1_656), symbolFor(100, 1_656), symbolFor(5_000, 1_656)]).toEqual([64, 104, 1_656])
  })
})

describe('a collector', () => {
  const text = (number: number, change: Partial<typeof shape> = {}) =>
    frameText({ ...shape, ...change }, packet(number))

  test('takes each packet once, and no more than it needs', () => {
    const collector = new StreamCollector(tag)
    expect([5, 5, 0, 7].map((number) => collector.add(text(number)))).toEqual([true, false, true, true])
    expect(collector.whole).toBeNull()
    expect([8, 9, 10].map((number) => collector.add(text(number)))).toEqual([true, true, false])
    expect([...collector.whole!.packets.keys()]).toEqual([5, 0, 7, 8, 9])
    collector.wantMore(collector.whole!)
    expect(collector.whole).toBeNull()
    expect(collector.add(text(10))).toBe(true)
    collector.drop(collector.whole!)
    expect(collector.leading).toBeNull()
  })

  test('leaves what is for another card alone', () => {
    const collector = new StreamCollector(tag)
    expect(collector.add(text(1, { tag: Uint8Array.of(1, 2, 3, 5) }))).toBeNull()
    expect(collector.add('so-tay-antt card')).toBeNull()
    expect(collector.leading).toBeNull()
  })

  test('forgets the stream of which least is here for a fourth one', () => {
    const collector = new StreamCollector(tag)
    const of = (last: number) => ({ stream: streamNumber(Uint8Array.of(1, 1, 1, last)) })
    for (const last of [1, 2, 2, 3, 3]) collector.add(text(last, of(last)))
    for (const last of [2, 3]) collector.add(text(7, of(last)))
    expect(collector.add(text(1, of(1)))).toBe(false)
    expect(collector.add(text(1, of(4)))).toBe(true)
    expect(collector.add(text(1, of(1)))).toBe(true)
  })

  test('keeps few streams apart, and that of which most is here', () => {
    const collector = new StreamCollector(tag)
    for (const number of [1, 2, 3]) collector.add(text(number))
    for (let other = 0; other < 50; other++)
      collector.add(text(4, { stream: streamNumber(Uint8Array.of(1, 1, 1, other)) }))
    collector.add(text(4, { size: 201 }))
    expect(collector.leading).toMatchObject({ stream, size: 200 })
    expect(collector.leading!.packets.size).toBe(3)
    for (const number of [4, 5]) collector.add(text(number))
    expect(collector.whole).toMatchObject({ stream, size: 200 })
  })
})

test('a stream begins as large as its screen lets a camera read with ease', () => {
  expect([700, 328, 300, 210, 100].map(paceFor)).toEqual([0, 1, 1, 3, 4])
  expect(paces.filter(({ symbol }) => symbol % 8 > 0)).toEqual([])
})

test('two codes stand side by side where they bring more a second', () => {
  expect([layoutFor(328, 590), layoutFor(576, 614), layoutFor(763, 330), layoutFor(608, 288)]).toEqual([
    { codes: 1, side: 328 },
    { codes: 1, side: 576 },
    { codes: 2, side: 330 },
    { codes: 2, side: 288 }
  ])
})
