/** Storage in which the offset survives a restart; `localStorage` in the browser. */
export interface ClockStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

const key = 'antt-clock-offset'
const seenKey = 'antt-clock-seen'
/** Interval at which the time is stored, ms. */
const minute = 60_000
const remembered = 9
/** A `Date` header has whole seconds: smaller differences than this mean nothing, ms. */
const grain = 1_500
/** No answer is that late: the device's own clock was changed, or it slept over one answer, ms. */
const jump = 10 * minute

/** Stored by a clock; another one goes on with it in a thread that has no storage. */
export type StoredClock = readonly (readonly [string, string])[]

/** Returns what a clock has stored. */
export const storedClock = (shelf: ClockStorage): StoredClock =>
  [key, seenKey].map((name) => [name, shelf.getItem(name) ?? ''] as const)

/** Stores in memory alone, beginning with what another clock has stored. */
export function memoryShelf(stored: StoredClock): ClockStorage {
  const values = new Map(stored)
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value)
  }
}

/** The phone's clock, corrected by the time in the server's answers. */
export class PhoneClock {
  #offset: number
  /** The latest time given out since the server's is known; 0: it is not known. */
  #seen: number
  #kept: number
  readonly #samples: number[] = []
  /** When the last answer came, by the device's own clock. */
  #heardAt = 0
  readonly #turnings = new Set<() => void>()

  constructor(
    private readonly device: () => number,
    private readonly shelf: ClockStorage
  ) {
    this.#offset = Number(shelf.getItem(key) ?? 0) || 0
    this.#seen = this.#kept = Number(shelf.getItem(seenKey) ?? 0) || 0
  }

  now(): number {
    const now = Math.round(this.device() + this.#offset)
    if (this.#seen === 0) return now
    // Time never goes back: the device's clock was changed, rightly or wrongly, since the last comparison.
    if (now < this.#seen - grain) {
      this.#samples.length = 0
      this.#set(this.#seen - this.device())
    }
    this.#seen = Math.max(now, this.#seen)
    if (this.#seen - this.#kept >= minute) this.#keep()
    return this.#seen
  }

  /** Returns how far the server's clock is ahead of this device's, ms. */
  get offset(): number {
    return this.#offset
  }

  random(bytes: number): Uint8Array {
    return crypto.getRandomValues(new Uint8Array(bytes))
  }

  /**
   * Learns from an answer. @param serverMs the server's `Date`, Unix ms @param sentAt this device's own time when it
   * asked, Unix ms
   */
  learn(serverMs: number, sentAt: number): void {
    if (!Number.isFinite(serverMs)) return
    const asked = (sentAt + this.device()) / 2
    const sample = serverMs + 500 - asked
    const last = this.#samples.at(-1) ?? this.#offset
    // Nobody sleeps over two answers, one after the other, for as long: what was learned before the change is void.
    const isNext = sentAt >= this.#heardAt
    this.#heardAt = this.device()
    if (isNext && Math.abs(sample - this.#offset) > jump && Math.abs(sample - last) < minute)
      this.#samples.splice(0, this.#samples.length - 1)
    this.#samples.push(sample)
    if (this.#samples.length > remembered) this.#samples.shift()
    const middle = [...this.#samples].sort((a, b) => a - b)[this.#samples.length >> 1]!
    const offset = Math.abs(middle) < grain ? 0 : Math.round(middle)
    const change = Math.abs(offset - this.#offset)
    if (this.#seen > 0 && (change === 0 || (change < grain && offset !== 0))) return
    const before = Math.max(this.#seen, this.device() + this.#offset)
    this.#seen = Math.round(this.device() + offset)
    this.#set(offset)
    if (this.#seen < before - grain) for (const turned of this.#turnings) turned()
  }

  /**
   * Runs the callback whenever time goes back because the server's shows that it ran ahead; returns a function that
   * ends this.
   */
  onTurnBack(turned: () => void): () => void {
    this.#turnings.add(turned)
    return () => void this.#turnings.delete(turned)
  }

  #set(offset: number): void {
    this.#offset = offset
    this.shelf.setItem(key, String(offset))
    this.#keep()
  }

  #keep(): void {
    this.#kept = this.#seen
    this.shelf.setItem(seenKey, String(this.#seen))
  }
}
