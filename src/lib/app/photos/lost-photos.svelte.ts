import type { Drafts } from '../notebook/drafts.ts'

/**
 * The draft that counts unkept pictures. Pictures are only in memory; their number outlives them, so that a loss is
 * reported.
 */
interface Left {
  left: number
}

/** Counts the pictures of one record that are still to be kept on this phone, and those that an earlier run had left. */
export class LostPhotos {
  #lost = $state(0)

  constructor(
    private readonly drafts: Drafts,
    private readonly form: string
  ) {
    this.#lost = drafts.get<Left>(form)?.left ?? 0
  }

  /** The number lost with a reload, a lock or a kill; shown until others are picked or somebody dismisses it. */
  get lost(): number {
    return this.#lost
  }

  /** Takes the number of pictures in memory now. */
  count(left: number): void {
    this.#lost = 0
    if (left === 0) return void this.drafts.delete(this.form)
    // Set an empty draft first: only what differs from the first call is kept.
    if (!this.drafts.get(this.form)) this.drafts.set(this.form, { left: 0 } satisfies Left)
    this.drafts.set(this.form, { left } satisfies Left)
  }

  /** Resolves when that number is on the phone's disk; when it cannot be written, no picture waits for it. */
  async told(): Promise<void> {
    await this.drafts.written().catch(() => {})
  }

  dismiss(): void {
    this.count(0)
  }
}
