const encoder = new TextEncoder()

/** Collects the bytes of a bundle. Whole numbers are written as base-128 varints, the least seven bits first. */
export class ByteWriter {
  #bytes = new Uint8Array(1_024)
  #length = 0

  /** @param value a safe integer, not negative */
  count(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.#byte((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    this.#byte(rest)
  }

  /** Writes a safe integer of either sign, so that small ones of both are short. */
  signed(value: number): void {
    // The sign takes the lowest bit of the first byte: a doubled number could leave the safe integers.
    const size = Math.abs(value)
    const low = (size % 64) * 2 + (value < 0 ? 1 : 0)
    const rest = Math.floor(size / 64)
    this.#byte(rest > 0 ? low + 128 : low)
    if (rest > 0) this.count(rest)
  }

  text(text: string): void {
    const bytes = encoder.encode(text)
    this.count(bytes.length)
    this.raw(bytes)
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length)
  }

  #byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}
