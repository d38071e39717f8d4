import type { PeerLink } from '#lib/ports/peers.ts'

/** Bytes that wait in the browser before a sender waits too, and that are left when it goes on. */
const high = 1024 * 1024
const low = 256 * 1024

type Listener = Parameters<PeerLink['listen']>[0]

/** A data channel; keeps what comes before somebody listens. */
export class RtcLink implements PeerLink {
  /** Resolves with true once it is open, with false when it is over before. */
  readonly opened: Promise<boolean>
  hasOpened = false
  #listener: Listener | null = null
  #early: Uint8Array<ArrayBuffer>[] = []
  #over = false
  #ended = () => {}
  #waiting: (() => void)[] = []

  /** @param closed closes its connection */
  constructor(
    private readonly channel: RTCDataChannel,
    private readonly closed: () => void
  ) {
    channel.binaryType = 'arraybuffer'
    channel.bufferedAmountLowThreshold = low
    this.opened = new Promise((resolve) => {
      channel.addEventListener('open', () => {
        this.hasOpened = true
        resolve(true)
      })
      this.#ended = () => resolve(false)
    })
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      // Text is nothing that a phone sends: no bytes break the frame.
      const piece = data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array([0xff, 0, 0, 0, 0])
      if (this.#listener) this.#listener.piece(piece)
      else this.#early.push(piece)
    })
    channel.addEventListener('bufferedamountlow', () => this.#makeRoom())
    channel.addEventListener('close', () => this.closed())
  }

  async send(piece: Uint8Array<ArrayBuffer>): Promise<void> {
    while (!this.#over && this.channel.bufferedAmount + piece.length > high)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    if (this.#over) throw new Error('the channel is over')
    this.channel.send(piece)
  }

  listen(listener: Listener): void {
    this.#listener = listener
    for (const piece of this.#early.splice(0)) listener.piece(piece)
    if (this.#over) listener.over()
  }

  close(): void {
    this.closed()
  }

  /** Tells everybody that it is over, once. */
  end(): void {
    if (this.#over) return
    this.#over = true
    this.#ended()
    this.#makeRoom()
    this.#listener?.over()
  }

  #makeRoom(): void {
    for (const goOn of this.#waiting.splice(0)) goOn()
  }
}
