import type { RootsByUnit } from '#lib/domain/access/session.ts'
import type { PinnedRoots } from '#lib/ports/keys.ts'

/** Holds the root keys that this phone goes by, for as long as a notebook is open. */
export class RootPins implements PinnedRoots {
  readonly #ids: Map<string, string>

  /** @param keep stores what `pin` was told */
  constructor(
    kept: RootsByUnit,
    private readonly keep: (named: RootsByUnit, isProved: boolean) => void
  ) {
    this.#ids = new Map(Object.entries(kept))
  }

  get(unit: string): string | undefined {
    return this.#ids.get(unit)
  }

  pin(named: RootsByUnit, isProved: boolean): void {
    const before = Object.fromEntries(this.#ids)
    const after = merged(before, named, isProved)
    if (Object.keys(named).every((unit) => before[unit] === after[unit])) return
    for (const [unit, id] of Object.entries(after)) this.#ids.set(unit, id)
    this.keep(named, isProved)
  }
}

/** Returns the pins with those that are new, or, once the password is proved, with all that the server names. */
export function merged(pinned: RootsByUnit, named: RootsByUnit, isProved: boolean): RootsByUnit {
  return isProved ? { ...pinned, ...named } : { ...named, ...pinned }
}
