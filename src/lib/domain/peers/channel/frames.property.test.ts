import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { FrameReader, piecesOf } from './frames.ts'
import { maxPhotosOffered, mostBytesOf, messageNumber, type ChannelMessage } from './messages.ts'
import { base64UrlOf } from '../bundle/base64url.ts'
import { bundleLimits } from '../bundle/limits.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const text = (length: number) => bytes(length).map(base64UrlOf)
const some = fc.uint8Array({ maxLength: 3_000 })
const lacks = fc.array(fc.boolean(), { maxLength: maxPhotosOffered })
const counted = fc.nat(100_000)
const message = fc.oneof(
  fc.record({ kind: fc.constant('challenge'), nonce: text(32) }),
  fc.record({ kind: fc.constant('proof'), sig: text(64) }),
  fc.record({ kind: fc.constant('list'), ids: fc.array(fc.uuid(), { maxLength: 60 }), boxes: fc.nat(64) }),
  fc.record({ kind: fc.constantFrom('wanted', 'photos-wanted'), lacks }),
  fc.record({ kind: fc.constant('part'), code: bytes(10), file: some }),
  fc.record({ kind: fc.constant('taken'), added: counted, known: counted, refused: counted, boxes: counted }),
  fc.record({
    kind: fc.constant('photo-list'),
    photos: fc.array(fc.record({ fact: fc.uuid(), sha256: text(32), bytes: fc.nat(8_388_608) }), {
      maxLength: 20
    })
  }),
  fc.record({ kind: fc.constant('photo'), bytes: some }),
  fc.record({ kind: fc.constantFrom('done', 'bye') })
) as unknown as fc.Arbitrary<ChannelMessage>

const joined = (pieces: readonly Uint8Array<ArrayBuffer>[]) =>
  new Uint8Array(pieces.flatMap((piece) => [...piece]))
const plain = (messages: readonly ChannelMessage[]) => JSON.stringify(messages)

/** Cuts bytes at these places, as a network might. */
function cutAt(whole: Uint8Array<ArrayBuffer>, places: readonly number[]): Uint8Array<ArrayBuffer>[] {
  const cuts = [0, ...places.map((place) => place % (whole.length + 1)), whole.length].sort((a, b) => a - b)
  return cuts.slice(1).map((end, i) => whole.slice(cuts[i], end))
}

function heard(pieces: readonly Uint8Array<ArrayBuffer>[]): ChannelMessage[] | null {
  const reader = new FrameReader()
  const all: ChannelMessage[] = []
  for (const piece of pieces) {
    const messages = reader.push(piece)
    if (!messages) return null
    all.push(...messages)
  }
  return all
}

test('messages arrive as they were said, however they were cut', () => {
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 6 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      fc.integer({ min: 1, max: 700 }),
      (said, places, size) => {
        const pieces = said.flatMap((message) => piecesOf(message, size))
        expect(pieces.every(({ length }) => length <= size)).toBe(true)
        expect(plain(heard(pieces)!)).toBe(plain(said))
        expect(plain(heard(cutAt(joined(pieces), places))!)).toBe(plain(said))
      }
    )
  )
})

test('what is cut off says nothing more than came before', () => {
  fc.assert(
    fc.property(message, message, fc.nat(), (first, second, at) => {
      const [whole, next] = [joined(piecesOf(first, 500)), joined(piecesOf(second, 500))]
      const cut = next.slice(0, at % next.length)
      expect(plain(heard([whole, cut])!)).toBe(plain([first]))
    })
  )
})

test('any bytes are read, or end it for good; nothing is thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), message, (noise, message) => {
      const reader = new FrameReader()
      if (reader.push(noise) === null) expect(reader.push(joined(piecesOf(message, 500)))).toBeNull()
    }),
    { numRuns: 2_000 }
  )
})

/** Runs `work` and returns the bytes of each array that is made meanwhile. */
function arraysMade(work: () => void): number[] {
  const made: number[] = []
  const Plain = Uint8Array
  const counted = new Proxy(Plain, {
    construct(of, parts: unknown[]) {
      if (typeof parts[0] === 'number') made.push(parts[0])
      return Reflect.construct(of, parts) as Uint8Array
    }
  })
  vi.stubGlobal('Uint8Array', counted)
  try {
    work()
  } finally {
    vi.unstubAllGlobals()
  }
  return made
}

test('of single bytes in one array that is used again come the same messages', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 4 }), (said) => {
      const [reader, piece] = [new FrameReader(), new Uint8Array(1)]
      const all: ChannelMessage[] = []
      for (const byte of joined(said.flatMap((message) => piecesOf(message, 500)))) {
        piece[0] = byte
        all.push(...reader.push(piece)!)
      }
      expect(plain(all)).toBe(plain(said))
    }),
    { numRuns: 40 }
  )
})

test('single bytes are joined in a buffer that doubles, none longer than the frame', () => {
  const length = 100_000
  const photo = new Uint8Array(length).map((_, i) => i % 251)
  const frame = joined(piecesOf({ kind: 'photo', bytes: photo }, length))
  const reader = new FrameReader()
  let come: ChannelMessage[] = []
  const made = arraysMade(() => {
    for (let at = 0; at < frame.length; at++) come = reader.push(frame.subarray(at, at + 1))!
  })
  expect(come).toEqual([{ kind: 'photo', bytes: photo }])
  expect(made.length).toBeLessThanOrEqual(Math.ceil(Math.log2(frame.length)))
  expect(Math.max(...made)).toBe(frame.length)
})

test('a message is not written over by the next', () => {
  const photo = (byte: number) => ({ kind: 'photo', bytes: new Uint8Array(900).fill(byte) }) as const
  const [one, two] = [joined(piecesOf(photo(1), 500)), joined(piecesOf(photo(2), 500))]
  const [reader, piece] = [new FrameReader(), one.slice()]
  const [first] = reader.push(piece)!
  piece.fill(9)
  reader.push(two)
  expect(first).toEqual(photo(1))
})

test('a frame that claims more than any of its kind holds is refused by its head; other claims hold no memory', () => {
  const head = (kind: number, length: number) => {
    const bytes = new Uint8Array(5)
    bytes[0] = kind
    new DataView(bytes.buffer).setUint32(1, length)
    return bytes
  }
  for (let kind = 0; mostBytesOf(kind) !== null; kind++) {
    for (const length of [mostBytesOf(kind)! + 1, 0xffffffff]) {
      const [reader, piece] = [new FrameReader(), head(kind, length)]
      expect(arraysMade(() => expect(reader.push(piece)).toBeNull())).toEqual([])
    }
  }
  expect(new FrameReader().push(head(200, 0))).toBeNull()
  expect(mostBytesOf(messageNumber('part'))).toBeLessThan(bundleLimits.contents * 1.1)
  const before = process.memoryUsage().arrayBuffers
  const readers = Array.from({ length: 200 }, () => new FrameReader())
  for (const reader of readers) expect(reader.push(head(messageNumber('photo'), 8_000_000))).toEqual([])
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8_000_000)
  // Lists say how long they are once more: within the frame that is there.
  const list = new Uint8Array([...head(messageNumber('list'), 3), 0, 0x88, 0x27])
  expect(new FrameReader().push(list)).toBeNull()
})
