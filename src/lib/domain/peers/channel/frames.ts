import { bytesOfMessage, messageIn, mostBytesOf, messageNumber, type ChannelMessage } from './messages.ts'

/** One byte for the kind, four for the length, the highest first. */
const headBytes = 5
const none = new Uint8Array(0)

/** Writes a message as it goes over a channel, cut into pieces of at most `size` bytes. */
export function piecesOf(message: ChannelMessage, size: number): Uint8Array<ArrayBuffer>[] {
  const bytes = bytesOfMessage(message)
  const frame = new Uint8Array(headBytes + bytes.length)
  frame[0] = messageNumber(message.kind)
  new DataView(frame.buffer).setUint32(1, bytes.length)
  frame.set(bytes, headBytes)
  const count = Math.ceil(frame.length / size)
  return Array.from({ length: count }, (_, i) => frame.subarray(i * size, (i + 1) * size))
}

/**
 * Joins what comes over a channel, however it was cut, in one buffer that doubles as bytes come and is handed over with the
 * message: no piece is held. Believes no length: a frame that would be longer than any of its kind ends it at once, and one
 * that is not whole holds at most twice what has come of it, and never more than it announced.
 */
export class FrameReader {
  #frame = new Uint8Array(headBytes)
  #come = 0
  /** Bytes of the frame, head and all; of the head alone until that has come. */
  #whole = headBytes
  #broken = false

  /** Returns the messages that this piece completes; null from the first piece on that no phone writes. */
  push(piece: Uint8Array<ArrayBuffer>): ChannelMessage[] | null {
    if (this.#broken) return null
    const messages: ChannelMessage[] = []
    for (let at = 0; at < piece.length;) {
      const end = Math.min(piece.length, at + this.#whole - this.#come)
      this.#add(piece.subarray(at, end))
      at = end
      if (this.#come < this.#whole) break
      if (this.#whole === headBytes) {
        const length = bodyLength(this.#frame)
        if (length === null) return this.#break()
        this.#whole += length
        if (length > 0) continue
      }
      const message = messageIn(this.#frame[0]!, this.#frame.subarray(headBytes))
      if (!message) return this.#break()
      messages.push(message)
      this.#begin()
    }
    return messages
  }

  #add(bytes: Uint8Array<ArrayBuffer>): void {
    const needed = this.#come + bytes.length
    if (needed > this.#frame.length) {
      const grown = new Uint8Array(Math.min(Math.max(2 * this.#frame.length, needed), this.#whole))
      grown.set(this.#frame)
      this.#frame = grown
    }
    this.#frame.set(bytes, this.#come)
    this.#come = needed
  }

  /** Begins a buffer of its own for each frame: a message is a view of the one before. */
  #begin(): void {
    this.#frame = new Uint8Array(headBytes)
    this.#come = 0
    this.#whole = headBytes
  }

  #break(): null {
    this.#frame = none
    this.#broken = true
    return null
  }
}

/** Returns how many bytes follow a head; null: no phone writes such a head. */
function bodyLength(head: Uint8Array<ArrayBuffer>): number | null {
  const length = new DataView(head.buffer).getUint32(1)
  const most = mostBytesOf(head[0]!)
  return most === null || length > most ? null : length
}
