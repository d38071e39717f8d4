import type { Outcome } from '../notebook/record.ts'

/** How long a value stays on the screen, ms. */
export const revealedMs = 30_000

/**
 * One value that somebody is being shown: recorded first, on this phone at least, and covered again after half a minute, or
 * at once when told to. The screen that shows it calls `cover` when it goes, as it does at a lock.
 */
export class Revealed {
  #value = $state.raw('')
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** The value; '' while it is covered. */
  get value(): string {
    return this.#value
  }

  /** Shows a value once `record` has written down who is shown it and why; a screen that was covered meanwhile stays so. */
  async show(value: string, record: () => Promise<Outcome>): Promise<Outcome> {
    this.cover()
    const asked = this.#asked
    const outcome = await record()
    if (!outcome.ok || asked !== this.#asked) return outcome
    this.#value = value
    this.#timer = setTimeout(() => this.cover(), revealedMs)
    return outcome
  }

  cover(): void {
    this.#asked += 1
    this.#value = ''
    clearTimeout(this.#timer)
  }
}
