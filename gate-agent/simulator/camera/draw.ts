import type { Shutter } from '../shutter.ts'
import { drawClock } from './pixel-clock.ts'
import { drawText } from './letters.ts'
import { Canvas, type Colour } from './canvas.ts'

export const width = 480
export const height = 272

const ground = 200
const beam = { top: 40, bottom: 70 }
const opening = { left: 126, right: 354 }

/** Draws the static background: a night sky with the moon, the road, two posts and the beam. */
const scene = (() => {
  const canvas = new Canvas(width, height)
  for (let y = 0; y < ground; y++) {
    const deep = y / ground
    canvas.box(0, y, width, 1, [30 + 22 * deep, 46 + 36 * deep, 68 + 40 * deep])
  }
  canvas.disc(432, 58, 15, [222, 205, 148])
  for (let y = ground; y < height; y++) {
    const near = (y - ground) / (height - ground)
    canvas.box(0, y, width, 1, [38 - 6 * near, 42 - 6 * near, 40 - 6 * near])
  }
  // The dark yard and the way into it, visible only when the gate is open.
  canvas.box(opening.left, beam.bottom, opening.right - opening.left, ground - beam.bottom, [24, 28, 30])
  for (let y = 150; y < ground; y++) canvas.box(240 - (y - 130), y, 2 * (y - 130), 1, [44, 48, 46])
  canvas.box(105, beam.bottom, 21, ground - beam.bottom + 5, [140, 86, 55])
  canvas.box(354, beam.bottom, 21, ground - beam.bottom + 5, [140, 86, 55])
  canvas.box(92, beam.top, 296, beam.bottom - beam.top, [165, 52, 44])
  canvas.box(92, beam.bottom - 5, 296, 5, [128, 38, 33])
  return canvas
})()

const slat = 9
const slats: readonly Colour[] = [
  [150, 160, 168],
  [122, 133, 142]
]

const edge: Colour = [92, 99, 106]

/**
 * Draws the gate with its shutter at its current position, the time in Việt Nam, and the same moment as blocks of
 * pixels.
 * @param at Unix ms
 */
export function drawGate({ position }: Pick<Shutter, 'position'>, at: number): Canvas {
  const canvas = scene.copy()
  const hangs = Math.round(((ground - beam.bottom) * (100 - position)) / 100)
  for (let y = 0; y < hangs; y++) {
    // Keeps the lowest slat whole, so that the shutter appears to slide down rather than grow.
    const from = hangs - 1 - y
    const shade = from % slat < 2 ? slats[1]! : slats[0]!
    const colour = from < 4 ? edge : shade
    canvas.box(opening.left, beam.bottom + y, opening.right - opening.left, 1, colour)
  }
  const hour = new Date(at + 7 * 3_600_000).toISOString().slice(11, 19)
  drawText(canvas, hour, width - 8 - hour.length * 12, 12, [236, 236, 228])
  drawClock(canvas, at)
  return canvas
}
