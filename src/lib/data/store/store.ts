import type { RxStorage } from 'rxdb'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { FactCounts, Store, StreamMarks, UnsettledState } from '#lib/ports/store.ts'
import type { CourierStore, Settlement } from '../courier/types.ts'
import type { Source } from '#lib/ports/source.ts'
import { throwIfDiskFull } from '../disk-full.ts'
import type { Locks } from '../tabs.ts'
import { Damage } from './damage.ts'
import { erasedNumber, openDatabase, type Database } from './database.ts'
import type { Inbox } from './inbox.ts'
import { inState, queryRows, liveCounts, liveFacts } from './live.ts'
import { OneWriter } from './one-writer.ts'
import { RowOpener } from './opener.ts'
import { isUnreadRow, sealRow } from './rows.ts'
import type { Row } from './database.ts'

export interface StoreDeps {
  account: string
  key: CryptoKey
  storage: RxStorage<unknown, unknown>
  locks: Locks
  /** False when there can be no other tab. */
  multiInstance: boolean
  /** Runs when facts have left this phone: nothing that shows them may stay either. */
  gone?(): Promise<void>
  /** Runs when facts have left, whichever tab or worker removed them: what this one shows may be older. */
  left?(): void
  /** Lets the browser draw and respond between two slices of work. */
  yieldNow(): Promise<void>
}

/** The encrypted facts of one account on this phone: `Store` for the app, and `CourierStore` for sync. */
export class PhoneStore implements Store, CourierStore {
  readonly #lastNumbers = new Map<string, number>()
  readonly damage = new Damage()
  #inbox: Promise<Inbox> | null = null
  readonly #opener: RowOpener
  readonly #writer: OneWriter

  private constructor(
    private readonly database: Database,
    private readonly parts: StoreDeps
  ) {
    this.#opener = new RowOpener(parts.key, this.damage)
    this.#writer = new OneWriter(`write ${database.name}`, parts.locks)
    database.facts.eventBulks$.subscribe(({ events }) => {
      if (events.some(({ documentData }) => documentData._deleted)) parts.left?.()
    })
  }

  static async open(parts: StoreDeps): Promise<PhoneStore> {
    return new PhoneStore(await openDatabase(parts.account, parts.storage, parts.multiInstance), parts)
  }

  append(
    device: string,
    book: Book,
    make: (n: number) => Promise<Envelope | null>,
    sync: 'pending' | 'kept' = 'pending'
  ): Promise<void> {
    return this.#writer.alone(async () => {
      const { n, fact } = await this.#numbered(device, book, make)
      if (!fact) return
      const row = await sealRow(fact, sync, this.parts.key)
      await this.#insert(fact, row)
      this.#lastNumbers.set(`${device} ${book}`, n)
    })
  }

  async #insert(fact: Envelope, row: Row): Promise<void> {
    this.#opener.remember(fact)
    try {
      const { error } = await this.#facts.bulkInsert([row]).catch(throwIfDiskFull)
      if (error[0]) throw new Error(`storage answered ${error[0].status} for ${fact.id}`)
    } catch (problem) {
      this.#opener.forget(fact)
      throw problem
    }
  }

  stream(stream: string, fromId: string, untilId = afterAllIds): Source<StoredFact[]> {
    const mango = {
      selector: { stream, id: { $gte: fromId, $lt: untilId } },
      sort: [{ stream: 'asc' as const }, { id: 'asc' as const }],
      index: ['stream', 'id']
    }
    const matches = (row: Row) => row.stream === stream && row.id >= fromId && row.id < untilId && counts(row)
    return liveFacts(this.#facts, this.#opener, { mango, matches })
  }

  streams(kind: string, first = `${kind}/`, last?: string): Source<StoredFact[]> {
    // A space sorts before all that a name may go on with, and a zero is the character after a slash.
    const end = last === undefined ? `${kind}0` : `${last} `
    const mango = {
      selector: { stream: { $gte: first, $lt: end } },
      sort: [{ stream: 'asc' as const }, { id: 'asc' as const }],
      index: ['stream', 'id']
    }
    const matches = (row: Row) => row.stream >= first && row.stream < end && counts(row)
    return liveFacts(this.#facts, this.#opener, { mango, matches })
  }

  book(book: Book): Source<StoredFact[]> {
    const mango = { selector: { book }, index: ['book', 'device', 'n'] }
    return liveFacts(this.#facts, this.#opener, { mango, matches: (row) => row.book === book && counts(row) })
  }

  async marks(): Promise<StreamMarks> {
    const { openStreamMarks } = await import('./indexed-db/stream-marks.ts')
    return openStreamMarks(this.#facts)
  }

  ofDevice(
    book: Book,
    device: string,
    isMeant: (fact: Omit<StoredFact, 'body'>) => boolean = () => true
  ): Source<StoredFact[]> {
    const mango = { selector: { book, device }, index: ['book', 'device', 'n'] }
    const matches = (row: Row) => row.book === book && row.device === device && counts(row) && isMeant(row)
    return liveFacts(this.#facts, this.#opener, { mango, matches })
  }

  inState(sync: UnsettledState | 'carried' | 'kept', limit: number): Source<StoredFact[]> {
    const mango = { ...inState(sync), limit }
    return liveFacts(this.#facts, this.#opener, { mango, matches: (row) => row.sync === sync })
  }

  counts(): Source<FactCounts> {
    return liveCounts(this.#facts, ['pending', 'refused', 'kept'])
  }

  async knowsDevice(device: string): Promise<boolean> {
    const selector = { stream: `device/${device}` }
    const rows = await queryRows(this.#facts, { selector, index: ['stream', 'id'] })
    return rows.some((row) => row.type === 'directory.device-enrolled' && counts(row))
  }

  async offered(
    sync: 'pending' | 'carried' | 'refused',
    after: string,
    limit: number
  ): Promise<StoredFact[]> {
    const rows = await queryRows(this.#facts, { ...inState(sync, after), limit })
    return Promise.all(rows.map((row) => this.#opener.open(row)))
  }

  async heads(device: string): Promise<Map<Book, number>> {
    return (await this.#receiving()).reads.heads((book) => this.#lastNumber(device, book))
  }

  async unsent(device: string) {
    return (await this.#receiving()).reads.unsent(device)
  }

  mark(ids: readonly string[], sync: 'pending' | 'set-aside'): Promise<void> {
    return this.settle(ids.map((id) => ({ id, sync })))
  }

  async settle(settlements: readonly Settlement[]): Promise<void> {
    return (await this.#receiving()).settle(settlements)
  }

  async receive(...parts: Parameters<CourierStore['receive']>): Promise<void> {
    return (await this.#receiving()).receive(...parts)
  }

  async carry(...parts: Parameters<Store['carry']>): Promise<ReadonlySet<string>> {
    return (await this.#receiving()).carry(...parts)
  }

  async held(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#facts.storageInstance.findDocumentsById([...ids], true)
    return new Set(rows.filter((row) => !isUnreadRow(row)).map(({ id }) => id))
  }

  async withIds(ids: readonly string[]): Promise<StoredFact[]> {
    const rows = await this.#facts.storageInstance.findDocumentsById([...ids], false)
    return Promise.all(rows.map((row) => this.#opener.open(row)))
  }

  async unread(...parts: Parameters<CourierStore['unread']>): Promise<void> {
    return (await this.#receiving()).unread(...parts)
  }

  relieved(): void {
    void this.#inbox?.then((inbox) => inbox.relieved())
  }

  async checkpoint(name: string) {
    return (await this.#receiving()).reads.checkpoint(name)
  }

  async keepCheckpoint(...parts: Parameters<CourierStore['keepCheckpoint']>): Promise<void> {
    return (await this.#receiving()).reads.keepCheckpoint(...parts)
  }

  async records(stream: string): Promise<StoredFact[]> {
    return (await this.#receiving()).reads.records(stream)
  }

  async inventory() {
    const { PhoneInventory } = await import('./inventory.ts')
    return new PhoneInventory(this.#facts, this.parts)
  }

  async close(): Promise<void> {
    await this.database.close()
  }

  get #facts() {
    return this.database.facts
  }

  /** Opens what stores the server's facts with the first of them: a page whose courier works elsewhere needs it seldom. */
  #receiving(): Promise<Inbox> {
    return (this.#inbox ??= import('./inbox.ts').then(
      ({ Inbox }) => new Inbox(this.database, this.parts, this.damage, this.#opener)
    ))
  }

  /** Signs while the storage is queried: usually the number kept in memory proves right. */
  async #numbered(device: string, book: Book, make: (n: number) => Promise<Envelope | null>) {
    const known = this.#lastNumbers.get(`${device} ${book}`)
    const asking = this.#lastNumber(device, book)
    const likely = known === undefined ? null : make(known + 1)
    // The failure is handled where it is awaited.
    likely?.catch(() => {})
    const n = (await asking) + 1
    return { n, fact: await (likely && n === known! + 1 ? likely : make(n)) }
  }

  /**
   * Returns the last number in use. Caches it between saves; the two remaining queries see what another tab has written
   * meanwhile, and what of it was erased.
   */
  async #lastNumber(device: string, book: Book): Promise<number> {
    const key = `${device} ${book}`
    const erased = erasedNumber(this.database, device, book)
    const exists = async (k: number) => {
      // Counts what somebody carried, too: this device has signed it all the same.
      const selector = { book, device, n: { $gte: k }, by: this.parts.account }
      const found = await queryRows(this.#facts, { selector, index: ['book', 'device', 'n'], limit: 1 })
      return found.length > 0
    }
    const last = Math.max(...(await Promise.all([highestNumber(exists, this.#lastNumbers.get(key)), erased])))
    this.#lastNumbers.set(key, last)
    return last
  }
}

/** Sorts after every id: their digits are hexadecimal. */
const afterAllIds = 'g'
/** Facts that their author set aside no longer count. */
const counts = ({ sync }: Row) => sync !== 'set-aside'

/**
 * Finds the highest number in use with few queries: galloping up, then bisecting.
 * @param exists tells whether there is a number ≥ k
 * @param known a number not above the highest; usually the highest itself, and then one query is enough
 */
export async function highestNumber(exists: (k: number) => Promise<boolean>, known = 0): Promise<number> {
  let low = known
  let step = 1
  while (await exists(low + step)) {
    low += step
    step *= 2
  }
  let above = low + step
  while (above - low > 1) {
    const middle = Math.floor((low + above) / 2)
    if (await exists(middle)) low = middle
    else above = middle
  }
  return low
}
