import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../book-deps.ts'
import { Live } from '../live.svelte.ts'

/** Reads the records behind what lists show in outline, stream by stream, while somebody looks at them. */
export class ShownRecords {
  readonly #read = new Map<string, { since: number; facts: Live<readonly StoredFact[]> }>()

  constructor(private readonly deps: Pick<BookDeps, 'stream'>) {}

  /** Returns the records of a stream recorded since then, Unix ms. */
  of(stream: string, since = 0): Live<readonly StoredFact[]> {
    const known = this.#read.get(stream)
    if (known?.since === since) return known.facts
    const facts = new Live<readonly StoredFact[]>(this.deps.stream(stream, since), [])
    this.#read.set(stream, { since, facts })
    return facts
  }
}
