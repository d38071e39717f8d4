import type { Role } from '#lib/domain/roles.ts'

const minute = 60_000

const longest = 60 * minute
/** How long a notebook stays open untouched, ms: keepers stand at their gate, and have the least to show. */
const byRole: Partial<Record<Role, number>> = { keeper: longest, hamlet: 30 * minute }
const usual = 15 * minute

/**
 * Returns how long the notebook of these roles stays open while nobody touches it, ms; the strictest of them counts.
 * @param isWatched whether an alarm is on the screen: whoever watches one has no hand for it
 */
export function lockAfterMs(held: readonly Role[], isWatched = false): number {
  if (isWatched) return longest
  return Math.min(...(held.length > 0 ? held.map((role) => byRole[role] ?? usual) : [usual]))
}

/** Measures how long nobody has touched the app. */
export class Untouched {
  #at: number[]

  /** @param clocks each in ms: the phone's, which may be set, and one that may stand still while the phone sleeps */
  constructor(private readonly clocks: readonly (() => number)[]) {
    this.#at = this.#now()
  }

  touch(): void {
    this.#at = this.#now()
  }

  /** Returns ms since the last touch, by the clock by which it is longer: a clock that was set back delays no lock. */
  get ms(): number {
    return Math.max(...this.#now().map((now, i) => now - this.#at[i]!))
  }

  #now(): number[] {
    return this.clocks.map((now) => now())
  }
}
