import type { Canvas, Colour } from './canvas.ts'

/** Bitmaps of the digits and the colon, five dots wide and seven high, one number per row. */
const letters: Record<string, readonly number[]> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  ':': [0, 12, 12, 0, 12, 12, 0]
}
const dot = 2

/** Writes digits; each takes 12 pixels. */
export function drawText(canvas: Canvas, text: string, left: number, top: number, colour: Colour): void {
  for (const [n, letter] of [...text].entries())
    for (const [row, dots] of (letters[letter] ?? []).entries())
      for (let column = 0; column < 5; column++)
        if (dots & (16 >> column))
          canvas.box(left + n * 6 * dot + column * dot, top + row * dot, dot, dot, colour)
}
