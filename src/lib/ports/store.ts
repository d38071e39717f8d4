import type { Envelope } from '#lib/domain/fact.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { DamageCounts, StoredFact } from '#lib/domain/stored.ts'
import type { Source } from './source.ts'

/** The states of a fact that the server does not have. */
export type UnsettledState = 'pending' | 'refused' | 'set-aside'

/** Counts facts by their state. */
export type FactCounts = Record<'pending' | 'refused' | 'kept', number>

/** The marks of streams: every write in a stream changes its mark, so that whoever finds it as it was need not read it again. */
export interface StreamMarks {
  /** Lists the streams of one kind in which anything was ever written, each with its mark. */
  all(kind: string): Promise<ReadonlyMap<string, string>>
  of(stream: string): Promise<string>
  /** Tells which streams of a kind were just written in, whichever tab wrote; nothing before the first write. */
  written(kind: string): Source<readonly string[]>
}

/** The encrypted facts of one account on this phone. */
export interface Store {
  /**
   * Calls `make` with the next `n` of this device in that book and saves its fact as `pending`, or `kept`, in one write. Allows
   * one writer at a time, whatever the number of tabs. `make` may return null: then nothing is saved.
   * @throws DOMException `QuotaExceededError` when the phone is full, `TimeoutError` when another tab does not finish
   * writing; nothing is saved then
   */
  append(
    device: string,
    book: Book,
    make: (n: number) => Promise<Envelope | null>,
    sync?: 'pending' | 'kept'
  ): Promise<void>
  /** Reads the facts of a stream recorded since `fromId` and before `untilId` (UUIDv7), oldest first; live. */
  stream(stream: string, fromId: string, untilId?: string): Source<StoredFact[]>
  /** Reads all facts of the streams of one kind, such as `stranger`, or of those from `first` to `last`; oldest first, live. */
  streams(kind: string, first?: string, last?: string): Source<StoredFact[]>
  /** Reads all facts of a small book, oldest first; live. */
  book(book: Book): Source<StoredFact[]>
  /** @throws when its code cannot be loaded now */
  marks(): Promise<StreamMarks>
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
  inState(sync: UnsettledState | 'carried' | 'kept', limit: number): Source<StoredFact[]>
  /**
   * Keeps facts that another phone handed over, verified, as `carried`: the courier brings them; or as `kept`. Those that are
   * here already, or were erased, change nothing.
   * @returns the ids of those that are new here
   * @throws DOMException `QuotaExceededError` when the phone is full: then some may be kept, and a further try keeps the rest
   */
  carry(facts: readonly Envelope[], sync?: 'carried' | 'kept'): Promise<ReadonlySet<string>>
  /** Returns which of these ids are of facts that lie here, or that were erased here. */
  held(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Reads the facts with these ids. */
  withIds(ids: readonly string[]): Promise<StoredFact[]>
  /** Offers refused facts again (`pending`), or never more (`set-aside`). */
  mark(ids: readonly string[], sync: 'pending' | 'set-aside'): Promise<void>
  /** Tells whether this device has enrolled in the directory, as far as this phone holds it. */
  knowsDevice(device: string): Promise<boolean>
  /** Counts the facts that wait, those that were refused, and those that stay here; live. */
  counts(): Source<FactCounts>
  /** Counts the records of this phone that proved damaged as they were read; live. */
  readonly damage: { counts(): Source<DamageCounts> }
  close(): Promise<void>
}
