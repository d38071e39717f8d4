/**
 * Stands in for `custom-idle-queue` in RxDB, which also ranks who waits: see `scripts/rxdb-parts.ts`. Here a database only
 * waits, before it closes, until no read or write of its own is running.
 */
export class IdleQueue {
  readonly #running = new Set<Promise<unknown>>()

  wrapCall<T>(call: () => Promise<T>): Promise<T> {
    const result = call()
    const over: Promise<unknown> = result.then(
      () => this.#running.delete(over),
      () => this.#running.delete(over)
    )
    this.#running.add(over)
    return result
  }

  async requestIdlePromise(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }
}
