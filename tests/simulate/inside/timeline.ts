import { setImmediate } from 'node:timers'

interface Entry {
  at: number
  order: number
  run: () => void
}

/** Time that passes only when a history says so: what is due runs one after the other, always in the same order. */
export class Timeline {
  #order = 0
  #steps = 0
  readonly #heap: Entry[] = []
  readonly #off = new Set<Entry>()

  /** @param now Unix ms */
  constructor(public now: number) {}

  /** How many things have run so far. */
  get steps(): number {
    return this.#steps
  }

  /** Runs once after `ms`; gives back how to call it off. */
  after(ms: number, run: () => void): () => void {
    const entry = { at: this.now + Math.max(0, Math.ceil(ms)), order: this.#order++, run }
    this.#push(entry)
    return () => void this.#off.add(entry)
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve))
  }

  async pass(ms: number): Promise<void> {
    const end = this.now + ms
    await idle()
    for (let entry = this.#due(end); entry; entry = this.#due(end)) await this.#run(entry)
    this.now = end
  }

  /** Lets time pass until `done`, no longer than `ms`. @returns whether it was */
  async passUntil(done: () => boolean, ms: number): Promise<boolean> {
    const end = this.now + ms
    await idle()
    while (!done()) {
      const entry = this.#due(end)
      if (!entry) return false
      await this.#run(entry)
    }
    return true
  }

  async #run({ at, run }: Entry) {
    this.now = Math.max(this.now, at)
    this.#steps++
    run()
    await idle()
  }

  #due(end: number): Entry | null {
    for (;;) {
      const entry = this.#heap[0]
      if (!entry || entry.at > end) return null
      this.#pop()
      if (!this.#off.delete(entry)) return entry
    }
  }

  #push(entry: Entry) {
    const heap = this.#heap
    let i = heap.push(entry) - 1
    for (let up = (i - 1) >> 1; i > 0 && isBefore(entry, heap[up]!); up = (i - 1) >> 1) {
      heap[i] = heap[up]!
      i = up
    }
    heap[i] = entry
  }

  #pop() {
    const heap = this.#heap
    const last = heap.pop()!
    if (heap.length === 0) return
    let i = 0
    for (;;) {
      let down = 2 * i + 1
      if (down >= heap.length) break
      if (down + 1 < heap.length && isBefore(heap[down + 1]!, heap[down]!)) down++
      if (!isBefore(heap[down]!, last)) break
      heap[i] = heap[down]!
      i = down
    }
    heap[i] = last
  }
}

const isBefore = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order)

/** Everything that waits for nothing has run: nothing in a history waits for the machine itself. */
const idle = () => new Promise<void>((resolve) => void setImmediate(resolve))
