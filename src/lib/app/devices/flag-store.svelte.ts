import type { Directory } from '#lib/domain/directory/directory.ts'
import { openFlags, type OpenFlag } from '#lib/domain/notary/flags.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Outcome } from '../notebook/record.ts'

export type { OpenFlag }

/** Holds what the server has found about the records of a unit's devices; only commanders read it. */
export class FlagStore {
  readonly #facts: Live<StoredFact[]>

  constructor(private readonly parts: BookDeps) {
    this.#facts = new Live(parts.book('private'), [])
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** Returns the flags that no commander has settled, the latest first. */
  open(known: Directory): OpenFlag[] {
    return openFlags(this.#facts.current, known)
  }

  /** Records that the commander has looked at a flag. */
  settle({ ids }: OpenFlag): Promise<Outcome> {
    const { unit } = this.parts
    return this.parts.record({
      unit,
      book: 'private',
      stream: `unit/${unit}`,
      type: 'private.flag-settled',
      body: { flag: ids[0]! }
    })
  }
}
