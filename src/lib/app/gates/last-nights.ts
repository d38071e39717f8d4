import { lastNight, lastNightMs, type Passage } from '#lib/domain/gates/last-night.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'

export type { Passage }

/** Last night's passages at a unit's gates, read when a screen first asks for those of a gate. */
export class LastNights {
  readonly #read = new Map<string, Live<StoredFact[]>>()

  constructor(private readonly deps: Pick<BookDeps, 'recent' | 'clock'>) {}

  /** Returns the passage that may be repeated tonight; null: none. @param closesAt see `lastNight` */
  of(gate: string, closesAt: number | null): Passage | null {
    const known = this.#read.get(gate)
    const facts = known ?? new Live<StoredFact[]>(this.deps.recent(`gate/${gate}`, lastNightMs), [])
    this.#read.set(gate, facts)
    return lastNight(facts.current, this.deps.clock.now(), closesAt)
  }
}
