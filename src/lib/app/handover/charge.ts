import { beginningFolds, inCharge } from '#lib/domain/handover/charge.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'

/** Something in outline that begins with a record which puts its author in charge. */
interface Begun {
  /** That record, without what it says. */
  opening: StoredFact
}

/** Tells who is in charge of files or lines that are known in outline. */
export class Charge {
  readonly #handovers: Live<StoredFact[]>
  readonly #folds = beginningFolds()
  #read: {
    begun: readonly Begun[]
    handovers: readonly StoredFact[]
    accounts: ReadonlyMap<string, string>
  } | null = null

  constructor(deps: Pick<BookDeps, 'streams'>) {
    this.#handovers = new Live(deps.streams('handover'), [])
  }

  /** False until it is known what was handed over. */
  get arrived(): boolean {
    return this.#handovers.arrived
  }

  /** Returns the account in charge of what began so; undefined until known. @param begun all that began in its book */
  of({ stream, by }: Pick<StoredFact, 'stream' | 'by'>, begun: readonly Begun[]): string | undefined {
    const handovers = this.#handovers.current
    if (!this.arrived) return undefined
    // Most units have handed nothing over.
    if (handovers.length === 0) return by
    if (this.#read?.begun !== begun || this.#read.handovers !== handovers) {
      const openings = begun.map(({ opening }) => opening).sort((a, b) => (a.id < b.id ? -1 : 1))
      this.#read = { begun, handovers, accounts: inCharge(openings, handovers, this.#folds) }
    }
    return this.#read.accounts.get(stream)
  }
}
