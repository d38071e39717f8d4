/** Most tags that are remembered; the oldest go, and what bears them is told once more. */
const most = 50_000

/** Remembers for some time what has been told, so that nothing is told twice within it. */
export class RecentTags {
  /** When each was told, Unix ms, the oldest first. */
  readonly #told = new Map<string, number>()

  constructor(
    private readonly ms: number,
    /** Unix ms. */
    private readonly now: () => number
  ) {}

  /** Takes note of a tag; returns whether it was told within that time. */
  isRepeated(tag: string): boolean {
    const now = this.now()
    for (const [known, at] of this.#told) {
      if (now - at < this.ms && this.#told.size <= most) break
      this.#told.delete(known)
    }
    if (this.#told.has(tag)) return true
    this.#told.set(tag, now)
    return false
  }
}
