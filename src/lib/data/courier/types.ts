import type { Envelope } from '#lib/domain/fact.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Inventory } from './audit/types.ts'

/**
 * When the server took a fact, from which carrier, and its proof of both; kept with the fact, to be shown should the server
 * lose it.
 */
type Seal = Pick<Envelope, 'took' | 'seal' | 'via'>

/**
 * The outcome of one offered fact. `waiting`: offered, not answered; it keeps its state. `held`: the server does not take
 * it yet, for a reason; it keeps its state and is offered again. For a refused one, `pending` offers it again, `set-aside`
 * never.
 */
export type Settlement =
  | ({ id: string; sync: 'sent' } & Seal)
  | { id: string; sync: 'waiting' | 'pending' | 'set-aside' }
  | { id: string; sync: 'refused' | 'held'; reason: string }

/** How far a database was read: the sequence to continue from, and the epoch it belongs to. */
export interface Checkpoint {
  seq: string
  epoch: string
}

/** The part of the phone's store that the courier needs. */
export interface CourierStore {
  /** Returns the facts in that state, not yet accepted by the server, oldest first, ids above `after`. */
  offered(sync: 'pending' | 'carried' | 'refused', after: string, limit: number): Promise<StoredFact[]>
  settle(settlements: readonly Settlement[]): Promise<void>
  /**
   * Stores facts from the server and drops the erased ones; everything is on the disk when it resolves.
   * @param place the book that told of the erasures: it erases nothing of another book; left out: they are known to be
   * meant
   */
  receive(
    facts: readonly Envelope[],
    erased: readonly string[],
    place?: Pick<Envelope, 'unit' | 'book'>
  ): Promise<void>
  /**
   * Drops what this phone read of a book in the units where its account reads it no more; what the server does not have yet
   * stays. It is read anew once the account reads the book again.
   */
  unread(book: Book, isRead: (unit: string) => boolean): Promise<void>
  /** Call it when another tab takes over receiving: what that one erases must be read before this one receives again. */
  relieved(): void
  checkpoint(database: string): Promise<Checkpoint | null>
  keepCheckpoint(database: string, place: Checkpoint): Promise<void>
  /** Returns the facts of a stream that the server has, oldest first. */
  records(stream: string): Promise<StoredFact[]>
  /** Records that proved damaged here. */
  readonly damage: {
    toFetch(): readonly Pick<StoredFact, 'id' | 'unit' | 'book'>[]
    asked(ids: readonly string[]): void
  }
  /** Returns the facts on this phone, for an audit. */
  inventory(): Promise<Inventory>
}
