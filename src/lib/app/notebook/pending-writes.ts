/** Tracks running writes, so that a notebook does not close in the middle of one. */
export class PendingWrites {
  readonly #all = new Set<Promise<unknown>>()

  add<T>(saving: Promise<T>): Promise<T> {
    this.#all.add(saving)
    const end = () => void this.#all.delete(saving)
    saving.then(end, end)
    return saving
  }

  /** Resolves once nothing is under way; every save ends by itself, successful or not. */
  async over(): Promise<void> {
    do {
      await Promise.allSettled(this.#all)
      // Let the waiting caller run first: it deletes the draft, or saves what follows.
      await new Promise((resolve) => setTimeout(resolve))
    } while (this.#all.size > 0)
  }
}
