import { bundleLimits } from '../bundle/limits.ts'
import { base45Of, bytesOfBase45 } from './base45.ts'

/** Bytes of a card's tag, and of the number of a stream. */
const tagBytes = 4
const streamBytes = 4
/** First byte of a frame. */
const version = 1
const headBytes = 1 + tagBytes + streamBytes + 4 + 2
/** Bytes before the symbol of a packet: the block, and the number of the symbol (RFC 6330 §4.4.2). */
const idBytes = 4
/** Bytes of a symbol come in steps, eight of them at least (RFC 6330 §4.4.1.2); its most are what one code holds. */
const symbolStep = 8
const leastSymbol = 64
const mostSymbol = 1_656
/** One block holds them (RFC 6330 §4.4.1.2). */
const mostSymbols = 50_000

/** Says how large what a stream carries is, and how it is cut: with every packet, so that any of them may be the first. */
export interface StreamShape {
  /** See `cardTag`. */
  tag: Uint8Array
  /** Tells the streams of one card apart: a random number, base45. */
  stream: string
  /** Bytes of the whole, and of a symbol. */
  size: number
  symbol: number
}

/** Says one packet of a stream: the text of one code. */
export interface QrFrame extends StreamShape {
  /** The number of the packet's symbol. */
  number: number
  packet: Uint8Array
}

/** Makes the number of a stream. @param random four random bytes */
export const streamNumber = (random: Uint8Array): string => base45Of(random)

/** Returns how many symbols there are before any repair: about as many packets suffice, whichever they are. */
export const symbolsOf = ({ size, symbol }: Pick<StreamShape, 'size' | 'symbol'>): number =>
  Math.ceil(size / symbol)

/** Returns the bytes of a symbol for a whole of that size: a small one stays in a small code. @param most a multiple of eight */
export const symbolFor = (size: number, most: number): number =>
  Math.min(most, Math.max(leastSymbol, Math.ceil(size / symbolStep) * symbolStep))

/** Spells a frame, for a code. */
export function frameText({ tag, stream, size, symbol }: StreamShape, packet: Uint8Array): string {
  const bytes = new Uint8Array(headBytes + packet.length)
  const view = new DataView(bytes.buffer)
  bytes[0] = version
  bytes.set(tag, 1)
  bytes.set(bytesOfBase45(stream)!, 1 + tagBytes)
  view.setUint32(1 + tagBytes + streamBytes, size)
  view.setUint16(1 + tagBytes + streamBytes + 4, symbol)
  bytes.set(packet, headBytes)
  return base45Of(bytes)
}

/** Returns the frame in a text that a camera read; null when it is none, or tells of more than any bundle is. */
export function frameIn(read: string): QrFrame | null {
  const bytes = bytesOfBase45(read)
  if (!bytes || bytes[0] !== version || bytes.length < headBytes + idBytes) return null
  const view = new DataView(bytes.buffer)
  const tag = bytes.subarray(1, 1 + tagBytes)
  const stream = base45Of(bytes.subarray(1 + tagBytes, 1 + tagBytes + streamBytes))
  const size = view.getUint32(1 + tagBytes + streamBytes)
  const symbol = view.getUint16(1 + tagBytes + streamBytes + 4)
  const packet = bytes.subarray(headBytes)
  if (size === 0 || size > bundleLimits.file) return null
  if (symbol < leastSymbol || symbol > mostSymbol || symbol % symbolStep !== 0) return null
  if (symbolsOf({ size, symbol }) > mostSymbols || packet.length !== idBytes + symbol) return null
  // All of it is one block: a whole of this size has no second one.
  if (packet[0] !== 0) return null
  const number = view.getUint32(headBytes)
  return { tag, stream, size, symbol, number, packet }
}
