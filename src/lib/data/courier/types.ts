import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Inventory } from './audit/types.ts'

/**
 * What became of one offered fact. `waiting`: offered, not answered; it stays in its state.
 * Of a refused one: `pending` offers it again, `set-aside` never.
 */
export type Settlement =
  | { id: string; sync: 'sent' | 'waiting' | 'pending' | 'set-aside' }
  | { id: string; sync: 'refused'; reason: string }

/** How far a database was read: the sequence to go on from, and the epoch it belongs to. */
export interface Checkpoint {
  seq: string
  epoch: string
}

/** What the courier needs of the phone's store. */
export interface CourierStore {
  /** Facts still to be brought to the server, or refused by it, oldest first, ids above `after`. */
  offered(sync: 'pending' | 'carried' | 'refused', after: string, limit: number): Promise<StoredFact[]>
  settle(settlements: readonly Settlement[]): Promise<void>
  /** Keeps facts of the server and drops the erased ones; everything lies on the disk when it resolves. */
  receive(facts: readonly Envelope[], erased: readonly string[]): Promise<void>
  /** Another tab receives from now on: what it erases must be learnt before this one receives again. */
  relieved(): void
  checkpoint(database: string): Promise<Checkpoint | null>
  keepCheckpoint(database: string, place: Checkpoint): Promise<void>
  /** What the server has told in a stream, oldest first. */
  records(stream: string): Promise<StoredFact[]>
  /** What was noticed to be damaged here. */
  readonly damage: {
    toFetch(): readonly Pick<StoredFact, 'id' | 'unit' | 'book'>[]
    asked(ids: readonly string[]): void
  }
  /** What lies here, for an audit. */
  inventory(): Promise<Inventory>
}
