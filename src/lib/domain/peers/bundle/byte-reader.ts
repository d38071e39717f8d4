/** Ends the reading of a bundle that no writer has made; caught where the reading began. */
export class MalformedBundle extends Error {}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads what a `ByteWriter` wrote. Nothing that it is told makes it read, or set room aside for, more than there is. */
export class ByteReader {
  #at = 0

  constructor(private readonly bytes: Uint8Array<ArrayBuffer>) {}

  /** @throws MalformedBundle when it is larger than `most`, or not there */
  count(most = Number.MAX_SAFE_INTEGER): number {
    const value = this.#varint(1, 0)
    if (value > most) throw new MalformedBundle()
    return value
  }

  /** Returns how many entries follow, of at least `size` bytes each. */
  entries(size = 1): number {
    return this.count(Math.floor((this.bytes.length - this.#at) / size))
  }

  signed(): number {
    const first = this.#byte()
    const low = (first % 128) >> 1
    const size = first < 128 ? low : this.#varint(64, low)
    return first % 2 === 1 ? -size : size
  }

  /** @throws MalformedBundle too when it is not UTF-8 */
  text(): string {
    try {
      return decoder.decode(this.raw(this.entries()))
    } catch {
      throw new MalformedBundle()
    }
  }

  raw(length: number): Uint8Array<ArrayBuffer> {
    if (length > this.bytes.length - this.#at) throw new MalformedBundle()
    return this.bytes.subarray(this.#at, (this.#at += length))
  }

  /** Returns everything that is left. */
  rest(): Uint8Array<ArrayBuffer> {
    return this.raw(this.bytes.length - this.#at)
  }

  get isAtEnd(): boolean {
    return this.#at === this.bytes.length
  }

  #varint(factor: number, start: number): number {
    let value = start
    for (let scale = factor; ; scale *= 128) {
      const byte = this.#byte()
      value += (byte % 128) * scale
      if (!Number.isSafeInteger(value)) throw new MalformedBundle()
      if (byte < 128) return value
      if (scale > Number.MAX_SAFE_INTEGER) throw new MalformedBundle()
    }
  }

  #byte(): number {
    const byte = this.bytes[this.#at++]
    if (byte === undefined) throw new MalformedBundle()
    return byte
  }
}
