/** What is being saved: a notebook is not closed in the middle of it. */
export class PendingWrites {
  readonly #all = new Set<Promise<unknown>>()

  add<T>(saving: Promise<T>): Promise<T> {
    this.#all.add(saving)
    const end = () => void this.#all.delete(saving)
    saving.then(end, end)
    return saving
  }

  /** Resolves once nothing is under way; a save ends by itself, well or not. */
  async over(): Promise<void> {
    do {
      await Promise.allSettled(this.#all)
      // Who waited for a save has his turn first: he gives up its draft, or goes on to save what follows.
      await new Promise((resolve) => setTimeout(resolve))
    } while (this.#all.size > 0)
  }
}
