import encodeQR from 'qr'
import { quietSquares } from '#lib/domain/peers/stream/pace.ts'
import type { QrSquares } from '#lib/ports/peers.ts'

/** Letters that have a short form of their own. */
const short = /^[0-9A-Z $%*+\-./:]*$/

/** Draws a text as a code of the lowest correction with one pattern for all: choosing the best takes ten times as long. */
export function squaresOf(text: string): QrSquares {
  const encoding = short.test(text) ? 'alphanumeric' : 'byte'
  return encodeQR(text, 'raw', { ecc: 'low', encoding, mask: 3, border: quietSquares })
}
