export type Colour = readonly [red: number, green: number, blue: number]

/** Pixels of four bytes each, as JPEG encoders expect them. */
export class Canvas {
  constructor(
    readonly width: number,
    readonly height: number,
    readonly data = new Uint8Array(width * height * 4).fill(255)
  ) {}

  copy(): Canvas {
    return new Canvas(this.width, this.height, this.data.slice())
  }

  box(left: number, top: number, wide: number, high: number, [red, green, blue]: Colour): void {
    for (let y = top; y < top + high; y++)
      for (let x = left; x < left + wide; x++) {
        const i = (y * this.width + x) * 4
        this.data[i] = red
        this.data[i + 1] = green
        this.data[i + 2] = blue
      }
  }

  disc(x: number, y: number, radius: number, colour: Colour): void {
    for (let dy = -radius; dy <= radius; dy++) {
      const half = Math.floor(Math.sqrt(radius * radius - dy * dy))
      this.box(x - half, y + dy, 2 * half + 1, 1, colour)
    }
  }
}
