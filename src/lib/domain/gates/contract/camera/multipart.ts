/** The longest header of a part, and the largest picture that is accepted, bytes. */
const maxHead = 1024
export const maxFrameBytes = 4 * 1024 * 1024

/** One picture of a stream, with the time in its header (`x-frame-at`, Unix ms), if there is one. */
export interface StreamFrame {
  bytes: Uint8Array<ArrayBuffer>
  at: number | null
}

/** Parses a stream of JPEG pictures (`multipart/x-mixed-replace`), however it is chunked. Pure. */
export class MultipartReader {
  #rest = new Uint8Array(0)

  /**
   * Returns the pictures that are complete now. @throws RangeError when it is no such stream, or a part gives no valid
   * length
   */
  take(chunk: Uint8Array): StreamFrame[] {
    this.#rest = joined(this.#rest, chunk)
    const parts: StreamFrame[] = []
    for (let part = this.#next(); part; part = this.#next()) parts.push(part)
    return parts
  }

  #next(): StreamFrame | null {
    const end = endOfHead(this.#rest)
    if (end < 0) {
      if (this.#rest.length > maxHead) throw new RangeError('no head of a part')
      return null
    }
    const head = new TextDecoder().decode(this.#rest.subarray(0, end))
    const length = Number(/^content-length:\s*(\d{1,8})\s*$/im.exec(head)?.[1])
    if (!(length > 0 && length <= maxFrameBytes)) throw new RangeError('no length of a part')
    if (this.#rest.length < end + length) return null
    const bytes = this.#rest.slice(end, end + length)
    this.#rest = this.#rest.slice(end + length)
    const at = /^x-frame-at:\s*(\d{1,15})\s*$/im.exec(head)?.[1]
    return { bytes, at: at === undefined ? null : Number(at) }
  }
}

/** Builds the header of a part, with the delimiter that ends the part before. */
export function partHead(bytes: number, at: number): string {
  return `\r\n--${boundary}\r\nContent-Type: image/jpeg\r\nContent-Length: ${bytes}\r\nX-Frame-At: ${at}\r\n\r\n`
}
export const boundary = 'frame'

function endOfHead(bytes: Uint8Array): number {
  for (let i = 3; i < Math.min(bytes.length, maxHead + 4); i++)
    if (bytes[i] === 10 && bytes[i - 1] === 13 && bytes[i - 2] === 10 && bytes[i - 3] === 13) return i + 1
  return -1
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
