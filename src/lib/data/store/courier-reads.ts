import { books, type Book } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Database } from './database.ts'
import { inState, queryRows } from './live.ts'
import type { RowOpener } from './opener.ts'

/** Reads of the store that the courier alone asks for. */
export class CourierReads {
  constructor(
    private readonly database: Database,
    private readonly opener: RowOpener,
    private readonly account: string
  ) {}

  /**
   * Returns the last `n` of a device in each book that has one, but of none that stays here.
   * @param lastNumber returns it for one book; 0: none
   */
  async heads(lastNumber: (book: Book) => Promise<number>): Promise<Map<Book, number>> {
    const all = await Promise.all(books.map(async (book) => [book, await lastNumber(book)] as const))
    const [kept] = await queryRows(this.database.facts, { ...inState('kept'), limit: 1 })
    return new Map(all.filter(([book, n]) => n > 0 && book !== kept?.book))
  }

  /** Returns what a device wrote and the server does not have, without the bodies. */
  async unsent(device: string): Promise<Pick<StoredFact, 'id' | 'book' | 'n' | 'sync'>[]> {
    const states = ['pending', 'refused'] as const
    const rows = await Promise.all(states.map((sync) => queryRows(this.database.facts, inState(sync))))
    return rows.flat().filter((row) => row.device === device && row.by === this.account)
  }

  /** Returns the facts of a stream that the server has, as this phone holds them. */
  async records(stream: string): Promise<StoredFact[]> {
    const rows = await queryRows(this.database.facts, { selector: { stream }, index: ['stream', 'id'] })
    const arrived = rows.filter(({ sync }) => sync === 'sent' || sync === 'received')
    return Promise.all(arrived.map((row) => this.opener.open(row)))
  }

  /** Returns how far a database has been read; null: not at all. */
  async checkpoint(name: string): Promise<{ seq: string; epoch: string } | null> {
    const place = await this.database.places.findOne(name).exec()
    return place && { seq: place.seq, epoch: place.epoch }
  }

  async keepCheckpoint(name: string, place: { seq: string; epoch: string }): Promise<void> {
    await this.database.places.upsert({ id: name, ...place })
  }
}
