/** How a stream is shown: bytes of a symbol, the squares that a side of its code has with its quiet zone, and pictures a second. */
export interface StreamPace {
  symbol: number
  squares: number
  perSecond: number
}

/** Light squares round a code on each side (ISO/IEC 18004). */
export const quietSquares = 4

/** From quick to easy to read: codes of versions 30, 25, 20, 15 and 10, of the lowest correction. */
export const paces: readonly StreamPace[] = [
  { symbol: 1_656, squares: 145, perSecond: 12 },
  { symbol: 1_208, squares: 125, perSecond: 12 },
  { symbol: 808, squares: 105, perSecond: 10 },
  { symbol: 480, squares: 85, perSecond: 8 },
  { symbol: 240, squares: 65, perSecond: 6 }
]

/** Pixels (CSS) of a square that a camera at arm's length reads with ease. */
const easyPixels = 2.4

/** Returns the first pace whose squares are large enough on a code of that side, CSS pixels. */
export function paceFor(side: number): number {
  const found = paces.findIndex(({ squares }) => side / squares >= easyPixels)
  return found < 0 ? paces.length - 1 : found
}

/** How many codes stand side by side, and the side of each, CSS pixels. */
export interface StreamLayout {
  codes: 1 | 2
  side: number
}

/** Pixels (CSS) between two codes. */
export const codeGap = 16

/** Returns the layout that brings more bytes a second on a screen with that room, CSS pixels: one code or two. */
export function layoutFor(width: number, height: number): StreamLayout {
  const two = { codes: 2, side: Math.min((width - codeGap) / 2, height) } as const
  const one = { codes: 1, side: Math.min(width, height) } as const
  return bytesPerSecond(two) > bytesPerSecond(one) ? two : one
}

function bytesPerSecond({ codes, side }: StreamLayout): number {
  const { symbol, perSecond } = paces[paceFor(side)]!
  return codes * symbol * perSecond
}
