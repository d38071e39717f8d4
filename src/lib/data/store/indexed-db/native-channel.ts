type Hear = (message: unknown) => void

/**
 * Stands in for the package of this name in RxDB, which also serves browsers that have no channel of their own: see
 * `scripts/rxdb-parts.ts`. Tabs and the courier's worker tell each other through it what they wrote.
 */
export class BroadcastChannel {
  readonly #channel: globalThis.BroadcastChannel
  readonly #heard = new Map<Hear, (event: MessageEvent<unknown>) => void>()

  constructor(name: string) {
    this.#channel = new globalThis.BroadcastChannel(name)
  }

  addEventListener(_: 'message', hear: Hear): void {
    const heard = ({ data }: MessageEvent<unknown>) => hear(data)
    this.#heard.set(hear, heard)
    this.#channel.addEventListener('message', heard)
  }

  removeEventListener(_: 'message', hear: Hear): void {
    const heard = this.#heard.get(hear)
    if (heard) this.#channel.removeEventListener('message', heard)
  }

  async postMessage(message: unknown): Promise<void> {
    this.#channel.postMessage(message)
  }

  async close(): Promise<void> {
    this.#channel.close()
  }
}
