import { FrameReader, piecesOf } from '#lib/domain/peers/channel/frames.ts'
import type { ChannelMessage, MessageOf } from '#lib/domain/peers/channel/messages.ts'
import type { ChannelRefusal } from '#lib/domain/peers/channel/refusals.ts'
import { afterHearing, afterSaying, firstTurns, type ChannelTurns } from '#lib/domain/peers/channel/turns.ts'
import type { PeerLink } from '#lib/ports/ports.ts'

/** Bytes of one message of a data channel: every browser sends so many at once, and lets others pass between them. */
const pieceBytes = 16 * 1024

/** Ends the work on a channel; caught where it began. */
export class ChannelEnd extends Error {
  constructor(readonly code: ChannelRefusal) {
    super(code)
  }
}

type Kind = ChannelMessage['kind']
const answers: ReadonlySet<Kind> = new Set(['wanted', 'taken', 'photos-wanted'])

/** Hands out what has come, in order, to the one who asks for the next. */
class Inbox {
  readonly #come: ChannelMessage[] = []
  #end: ChannelEnd | null = null
  #changed = () => {}

  put(message: ChannelMessage): void {
    this.#come.push(message)
    this.#changed()
  }

  async next(): Promise<ChannelMessage> {
    for (;;) {
      const message = this.#come.shift()
      if (message) return message
      if (this.#end) throw this.#end
      await new Promise<void>((resolve) => (this.#changed = resolve))
    }
  }

  end(why: ChannelEnd): void {
    this.#end = why
    this.#changed()
  }
}

/** Talks over a channel by turns; whatever comes out of turn ends it. Both phones may give at once. */
export class Conversation {
  #turns: ChannelTurns = firstTurns
  readonly #reader = new FrameReader()
  readonly #answers = new Inbox()
  readonly #gifts = new Inbox()
  #sending: Promise<void> = Promise.resolve()
  #end: ChannelEnd | null = null

  /** @param told runs with the bytes of each piece that has come, or gone */
  constructor(
    private readonly link: PeerLink,
    private readonly told: (way: 'come' | 'gone', bytes: number) => void = () => {}
  ) {
    link.listen({ piece: (bytes) => this.#hear(bytes), over: () => this.end('lost') })
  }

  /** @throws ChannelEnd */
  say(message: ChannelMessage): Promise<void> {
    const next = afterSaying(this.#turns, message.kind)
    if (!next) throw new Error(`it is not this phone's turn to say ${message.kind}`)
    this.#turns = next
    // One message after the other: their pieces may not mix.
    return (this.#sending = this.#sending.then(() => this.#send(message)))
  }

  /** Waits for the answer to what this phone has just said. @throws ChannelEnd */
  async answer<K extends Kind>(): Promise<MessageOf<K>> {
    return (await this.#answers.next()) as MessageOf<K>
  }

  /** Waits for what the other phone says next by itself; turns tell which kinds that may be. @throws ChannelEnd */
  async gift<K extends Kind>(): Promise<MessageOf<K>> {
    return (await this.#gifts.next()) as MessageOf<K>
  }

  /** Ends it for a reason, which everybody who waits is told; the first counts. */
  end(code: ChannelRefusal): void {
    if (this.#end) return
    this.#end = new ChannelEnd(code)
    this.#answers.end(this.#end)
    this.#gifts.end(this.#end)
    this.link.close()
  }

  async #send(message: ChannelMessage): Promise<void> {
    for (const piece of piecesOf(message, pieceBytes)) {
      await this.link.send(piece).catch(() => this.end('lost'))
      if (this.#end) throw this.#end
      this.told('gone', piece.length)
    }
  }

  #hear(piece: Uint8Array<ArrayBuffer>): void {
    if (this.#end) return
    this.told('come', piece.length)
    const messages = this.#reader.push(piece)
    if (!messages) return this.end('foreign')
    for (const message of messages) {
      const next = afterHearing(this.#turns, message.kind)
      if (!next) return this.end('foreign')
      this.#turns = next
      if (answers.has(message.kind)) this.#answers.put(message)
      else this.#gifts.put(message)
    }
  }
}
