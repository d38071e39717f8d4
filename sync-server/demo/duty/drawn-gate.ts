import { crc32, deflateSync } from 'node:zlib'
import { seededNumber } from '../seeded.ts'

type Colour = readonly [red: number, green: number, blue: number]

const [width, height] = [320, 240]
/** Pixels per unit of the drawing, so that the picture is as wide as a screen. */
const scale = 2
const [night, road, post, slat, rubber, light]: readonly Colour[] = [
  [24, 32, 44],
  [58, 60, 62],
  [128, 118, 104],
  [88, 96, 104],
  [14, 14, 16],
  [255, 236, 170]
]

/** Contents of a drawn picture; everything in it is invented. */
export interface Scene {
  /** How far the shutter is closed, percent. */
  closed: number
  /** Colour of a motorbike in front of it, and the number of riders. */
  bike?: { colour: Colour; riders: 1 | 2 }
  rain?: boolean
}

/** Draws a gate at night as a small PNG, with the same bytes in every run. */
export function drawnGate({ closed, bike, rain = false }: Scene): Uint8Array<ArrayBuffer> {
  const paper = new Paper()
  paper.box(0, 150, width, 90, road!)
  for (const left of [56, 244]) paper.box(left, 40, 20, 120, post!)
  paper.box(48, 28, 224, 18, post!)
  for (let y = 46; y < 46 + closed * 1.08; y += 8) paper.box(76, y, 168, 6, slat!)
  if (bike) ride(paper, bike)
  if (rain)
    for (let drop = 0; drop < 160; drop++)
      paper.box(
        seededNumber(`x ${drop}`, width),
        seededNumber(`y ${drop}`, height - 8),
        1,
        7,
        [150, 162, 174]
      )
  return paper.png()
}

function ride(paper: Paper, { colour, riders }: NonNullable<Scene['bike']>) {
  for (const x of [112, 204]) {
    paper.disc(x, 190, 24, rubber!)
    paper.disc(x, 190, 11, road!)
  }
  paper.box(112, 166, 92, 16, colour)
  paper.box(196, 140, 6, 44, rubber!)
  paper.disc(214, 150, 8, light!)
  for (let rider = 0; rider < riders; rider++) {
    const x = 166 - rider * 34
    paper.box(x - 12, 112, 26, 56, rider === 0 ? [60, 84, 120] : [110, 64, 60])
    paper.disc(x, 98, 15, [40, 44, 52])
  }
}

class Paper {
  readonly #rows = Array.from({ length: scale * height }, () => Buffer.alloc(1 + 3 * scale * width))

  constructor() {
    this.box(0, 0, width, height, night!)
  }

  box(left: number, top: number, wide: number, high: number, colour: Colour) {
    const bounded = (at: number, most: number) => scale * Math.max(0, Math.min(most, at))
    const [from, to] = [left, left + wide].map((at) => 1 + 3 * bounded(at, width)) as [number, number]
    const pixel = Buffer.from(colour)
    for (let y = bounded(top, height); y < bounded(top + high, height); y++)
      this.#rows[y]!.fill(pixel, from, to)
  }

  disc(x: number, y: number, radius: number, colour: Colour) {
    for (let dy = -radius; dy <= radius; dy++) {
      const half = Math.floor(Math.sqrt(radius * radius - dy * dy))
      this.box(x - half, y + dy, 2 * half + 1, 1, colour)
    }
  }

  png(): Uint8Array<ArrayBuffer> {
    const header = Buffer.alloc(13)
    header.writeUInt32BE(scale * width, 0)
    header.writeUInt32BE(scale * height, 4)
    // Eight bits per channel, true colour.
    header.set([8, 2], 8)
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    const pixels = deflateSync(Buffer.concat(this.#rows))
    const chunks = [chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]
    return Uint8Array.from(Buffer.concat([signature, ...chunks]))
  }
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
