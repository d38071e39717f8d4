import type { Envelope } from '#lib/domain/fact.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { DamageCounts, StoredFact } from '#lib/domain/stored.ts'
import type { Source } from './source.ts'

/** The states of a fact that the server does not have. */
export type UnsettledState = 'pending' | 'refused' | 'set-aside'

/** The encrypted facts of one account on this phone. */
export interface Store {
  /**
   * Calls `make` with the next `n` of this device in that book and saves its fact as `pending`, in one write. Allows
   * one writer at a time, whatever the number of tabs. `make` may return null: then nothing is saved.
   * @throws DOMException `QuotaExceededError` when the phone is full, `TimeoutError` when another tab does not finish
   * writing; nothing is saved then
   */
  append(device: string, book: Book, make: (n: number) => Promise<Envelope | null>): Promise<void>
  /** Reads the facts of a stream recorded since `fromId` and before `untilId` (UUIDv7), oldest first; live. */
  stream(stream: string, fromId: string, untilId?: string): Source<StoredFact[]>
  /** Reads all facts of the streams of one kind, such as `stranger`, oldest first; live. */
  streams(kind: string): Source<StoredFact[]>
  /** Reads all facts of a small book, oldest first; live. */
  book(book: Book): Source<StoredFact[]>
  /**
   * Reads a device's facts in one book; live. @param isMeant told of each without its body: what is not meant is not
   * opened
   */
  ofDevice(
    book: Book,
    device: string,
    isMeant?: (fact: Omit<StoredFact, 'body'>) => boolean
  ): Source<StoredFact[]>
  /** Reads the facts in that state, oldest first, at most `limit`; live. */
  inState(sync: UnsettledState, limit: number): Source<StoredFact[]>
  /** Offers refused facts again (`pending`), or never more (`set-aside`). */
  mark(ids: readonly string[], sync: 'pending' | 'set-aside'): Promise<void>
  /** Tells whether this device has enrolled in the directory, as far as this phone holds it. */
  knowsDevice(device: string): Promise<boolean>
  /** Counts the facts that wait and those that were refused; live. */
  counts(): Source<{ pending: number; refused: number }>
  /** Counts the records of this phone that proved damaged as they were read; live. */
  readonly damage: { counts(): Source<DamageCounts> }
  close(): Promise<void>
}
