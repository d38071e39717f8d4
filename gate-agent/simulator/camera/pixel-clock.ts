import type { Canvas, Colour } from './canvas.ts'

const bits = 48
/** Side of a block: equal to a JPEG block, so that neighbours do not bleed into each other. */
const side = 8

const light: Colour = [255, 255, 255]
const dark: Colour = [0, 0, 0]

/** Draws a time as light and dark blocks along the lower edge, highest bit first. @param at Unix ms */
export function drawClock(canvas: Canvas, at: number): void {
  const top = canvas.height - side
  for (let bit = 0; bit < bits; bit++) {
    const isLight = Math.floor(at / 2 ** (bits - 1 - bit)) % 2 === 1
    canvas.box(bit * side, top, side, side, isLight ? light : dark)
  }
}

interface Decoded {
  width: number
  height: number
  data: ArrayLike<number>
}

/** Reads the time back from decoded pixels, Unix ms. */
export function readClock({ width, height, data }: Decoded): number {
  const middle = height - side / 2
  let at = 0
  for (let bit = 0; bit < bits; bit++) {
    const green = data[(middle * width + bit * side + side / 2) * 4 + 1]!
    at = at * 2 + (green > 127 ? 1 : 0)
  }
  return at
}
