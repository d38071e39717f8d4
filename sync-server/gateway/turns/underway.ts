/** Knows the small requests that are under way, for whose sake a large one pauses. */
export class Underway {
  readonly #all = new Set<Promise<void>>()

  /** @returns what ends it */
  begin(): () => void {
    let resolve = () => {}
    const request = new Promise<void>((done) => (resolve = done))
    this.#all.add(request)
    return () => {
      this.#all.delete(request)
      resolve()
    }
  }

  /** Resolves when those that are under way now have ended, at the latest after so long, ms. */
  async ended(ms: number): Promise<void> {
    if (this.#all.size === 0) return
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))
    await Promise.race([Promise.all(this.#all), late])
    clearTimeout(timer)
  }
}
