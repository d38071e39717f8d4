import type { Drafts } from '../notebook/drafts.ts'

/** Pictures are in memory only; how many are still to be kept outlives that, so that their loss is told. */
interface Left {
  left: number
}

/** How many pictures of one record are still to be kept on this phone, and how many an earlier start had left. */
export class LostPhotos {
  #lost = $state(0)

  constructor(
    private readonly drafts: Drafts,
    private readonly form: string
  ) {
    this.#lost = drafts.get<Left>(form)?.left ?? 0
  }

  /** Gone with a reload, a lock or a kill; told until others are picked, or somebody has read it. */
  get lost(): number {
    return this.#lost
  }

  /** So many are in memory now. */
  count(left: number): void {
    this.#lost = 0
    if (left === 0) return this.drafts.delete(this.form)
    // An empty beginning first: a draft is what differs from it.
    if (!this.drafts.get(this.form)) this.drafts.set(this.form, { left: 0 } satisfies Left)
    this.drafts.set(this.form, { left } satisfies Left)
  }

  /** Resolves when that number lies on the phone; where it cannot, no picture waits for it. */
  async told(): Promise<void> {
    await this.drafts.written().catch(() => {})
  }

  dismiss(): void {
    this.count(0)
  }
}
