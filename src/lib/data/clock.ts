/** Where the offset survives a restart; `localStorage` in the browser. */
export interface Shelf {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

const key = 'antt-clock-offset'
const remembered = 9
/** A `Date` header is whole seconds: below this a difference says nothing, ms. */
const grain = 1_500

/** The phone's clock, put right by what the server's answers say of the time. */
export class PhoneClock {
  #offset: number
  readonly #samples: number[] = []

  constructor(
    private readonly device: () => number,
    private readonly shelf: Shelf
  ) {
    this.#offset = Number(shelf.getItem(key) ?? 0) || 0
  }

  now(): number {
    return Math.round(this.device() + this.#offset)
  }

  random(bytes: number): Uint8Array {
    return crypto.getRandomValues(new Uint8Array(bytes))
  }

  /** @param serverMs the server's `Date`, Unix ms; @param sentAt this device's own time when it asked, Unix ms */
  learn(serverMs: number, sentAt: number): void {
    if (!Number.isFinite(serverMs)) return
    const asked = (sentAt + this.device()) / 2
    this.#samples.push(serverMs + 500 - asked)
    if (this.#samples.length > remembered) this.#samples.shift()
    const middle = [...this.#samples].sort((a, b) => a - b)[this.#samples.length >> 1]!
    const offset = Math.abs(middle) < grain ? 0 : Math.round(middle)
    if (Math.abs(offset - this.#offset) < grain && offset !== 0) return
    this.#offset = offset
    this.shelf.setItem(key, String(offset))
  }
}
