import { addedTo, type Envelope } from '#lib/domain/fact.ts'
import { isDamaged, type StoredFact } from '#lib/domain/stored.ts'
import type { Damage } from './damage.ts'
import { openRow } from './rows.ts'
import type { Row } from './database.ts'

/** The number of facts written here that are kept in clear, for the screens that show them at once. */
const remembered = 32

/** Opens sealed rows; skips those that this phone has just written. */
export class RowOpener {
  readonly #written = new Map<string, Envelope>()

  constructor(
    private readonly key: CryptoKey,
    private readonly damage: Damage
  ) {}

  async open(row: Row): Promise<StoredFact> {
    const fact = await openRow(row, this.key)
    if (isDamaged(fact)) this.damage.noticed(row)
    else this.damage.mended(row.id)
    return fact
  }

  /** Remembers a fact just before it is written; if the write fails it must be forgotten again. */
  remember(fact: Envelope): void {
    this.#written.set(fact.id, fact)
    if (this.#written.size > remembered) this.#written.delete(this.#written.keys().next().value!)
  }

  /** Tells whether a row is one that this phone has just written, in this tab. */
  hasWritten({ id, sig }: Row): boolean {
    return this.#written.get(id)?.sig === sig
  }

  forget({ id }: Envelope): void {
    this.#written.delete(id)
  }

  /**
   * Returns a caching reader: a body never changes, only its sync state does, so each row is opened once; a damaged one
   * again after each change of its state.
   */
  reader(): (row: Row) => Promise<StoredFact> {
    const opened = new Map<string, StoredFact>()
    return async (row) => {
      const known = opened.get(row.id)
      if (known && isAsBefore(known, row)) return known
      const clear = known && !isDamaged(known) ? known : this.#written.get(row.id)
      // The signature tells it from a fact with the same id whose write failed.
      const fact = clear?.sig === row.sig ? restated(clear, row) : await this.open(row)
      opened.set(row.id, fact)
      return fact
    }
  }
}

/** Tells whether nothing that changes after a fact was written has changed. */
const isAsBefore = (known: StoredFact, row: Row) =>
  (['sync', 'tries', 'reason', 'seal'] as const).every((field) => known[field] === row[field])

/** Returns a fact with what its row says of it now; the server's time and seal come after it was written. */
function restated(clear: Envelope & { reason?: string }, row: Row): StoredFact {
  const { sync, tries, reason } = row
  const { reason: _, ...fact } = { ...clear, ...addedTo(row), sync, tries }
  return reason === undefined ? fact : { ...fact, reason }
}
