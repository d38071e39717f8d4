import { normalizeMangoQuery, prepareQuery, type BulkWriteRow, type RxDocumentData } from 'rxdb'
import { bookIn } from '#lib/domain/database-names.ts'
import { addedTo, type Envelope } from '#lib/domain/fact.ts'
import type { Store } from '#lib/ports/store.ts'
import type { CourierStore, Settlement } from '../courier/types.ts'
import { throwIfDiskFull } from '../disk-full.ts'
import { queryRows } from './live.ts'
import { CourierReads } from './courier-reads.ts'
import type { Damage } from './damage.ts'
import { erasedNumber, numberPlace, type Database, type Facts } from './database.ts'
import type { RowOpener } from './opener.ts'
import { erasedRow, isUnreadRow, sealRow, unreadRow } from './rows.ts'
import type { Row } from './database.ts'

type Doc = RxDocumentData<Row>

/** Facts per write: each write flushes the disk, and the longer it is the longer a slow phone's screen freezes. */
const slice = 250
/** Concurrent writes: while the disk takes one, the next is prepared. */
const abreast = 3

/** The bulk writes of the store, by which sync stores facts and their outcomes. */
export class Inbox {
  readonly reads: CourierReads
  #erasedIds: Promise<Set<string>> | null = null
  /** Inserts under way, for this database or another one: an erasure waits for them, lest one store what it erases. */
  readonly #inserts = new Set<Promise<void>>()
  #erasing: Promise<void> = Promise.resolve()

  constructor(
    private readonly database: Database,
    private readonly parts: {
      account: string
      key: CryptoKey
      gone?(): Promise<void>
      yieldNow(): Promise<void>
    },
    private readonly damage: Damage,
    opener: RowOpener
  ) {
    this.reads = new CourierReads(database, opener, parts.account)
  }

  async receive(...[facts, erasedIds, place]: Parameters<CourierStore['receive']>): Promise<void> {
    const { key, account, yieldNow } = this.parts
    const stateOf = ({ by }: Envelope) => (by === account ? 'sent' : 'received')
    const writing: Promise<void>[] = []
    // RxDB would take a late copy for a new fact.
    const gone = await (this.#erasedIds ??= erasedIn(this.#facts))
    for (const part of slices(facts)) {
      await yieldNow()
      const rows = await Promise.all(part.map((fact) => sealRow(fact, stateOf(fact), key)))
      const isGone = (row: Row) => gone.has(row.id) || gone.has(inBook(row, row.id))
      const written = this.#insert(gone.size > 0 ? rows.filter((row) => !isGone(row)) : rows)
      this.#inserts.add(written)
      // The failure is handled where it is awaited, below.
      written.catch(() => {}).finally(() => this.#inserts.delete(written))
      writing.push(written)
      if (writing.length >= abreast) await writing.shift()
    }
    await Promise.all(writing)
    for (const id of erasedIds) gone.add(place ? inBook(place, id) : id)
    if (erasedIds.length > 0) await Promise.allSettled(this.#inserts)
    for (const part of slices(erasedIds)) {
      const elsewhere = place ? await this.#elsewhere(part, place) : new Set<string>()
      await this.#erase(part.filter((id) => !elsewhere.has(id)))
    }
  }

  /** See `Store.carry`. */
  async carry(...[facts, sync = 'carried']: Parameters<Store['carry']>): Promise<ReadonlySet<string>> {
    const { key, yieldNow } = this.parts
    const fresh = new Set<string>()
    for (const part of slices(facts)) {
      await yieldNow()
      const rows = await Promise.all(part.map((fact) => sealRow(fact, sync, key)))
      for (const id of await this.#alone(() => this.#insertCarried(rows))) fresh.add(id)
    }
    return fresh
  }

  /** Inserts rows that are new, and returns their ids; what was erased by now comes back by nobody. */
  async #insertCarried(rows: readonly Row[]): Promise<string[]> {
    // Read anew: what erases may work in another thread.
    const gone = await erasedIn(this.#facts)
    const wanted = rows.filter((row) => !gone.has(row.id) && !gone.has(inBook(row, row.id)))
    const { success, error } = await this.#facts.bulkInsert(wanted).catch(throwIfDiskFull)
    for (const { status, documentId } of error)
      if (status !== 409) throw new Error(`storage answered ${status} for ${documentId}`)
    return success.map(({ id }) => id)
  }

  /** Returns those of the facts that lie here but in another book: one that bears another's id there erases nothing here. */
  async #elsewhere(ids: readonly string[], { unit, book }: Pick<Envelope, 'unit' | 'book'>) {
    const rows = await this.#facts.storageInstance.findDocumentsById([...ids], false)
    return new Set(rows.filter((row) => row.unit !== unit || row.book !== book).map(({ id }) => id))
  }

  async unread(...[book, isRead]: Parameters<CourierStore['unread']>): Promise<void> {
    const rows = await queryRows(this.#facts, { selector: { book }, index: ['book', 'device', 'n'] })
    const gone = rows.filter(({ unit, sync }) => (sync === 'sent' || sync === 'received') && !isRead(unit))
    if (gone.length === 0) return
    // First, so that it is read from the beginning even if the app ends in between.
    for (const place of await this.database.places.find().exec()) {
      const there = bookIn(place.id)
      if (there?.book === book && !isRead(there.unit)) await place.remove()
    }
    for (const part of slices(gone.map(({ id }) => id))) await this.#erase(part, unreadRow)
  }

  relieved(): void {
    this.#erasedIds = null
  }

  async settle(settlements: readonly Settlement[]): Promise<void> {
    for (const part of slices(settlements)) {
      const settlementById = new Map(part.map((settlement) => [settlement.id, settlement]))
      await this.#change([...settlementById.keys()], (row) =>
        settled(row, settlementById.get(row.id)!, this.parts.account)
      )
    }
  }

  get #facts() {
    return this.database.facts
  }

  async #insert(rows: Row[]): Promise<void> {
    const { error } = await this.#facts.bulkInsert(rows)
    const known = error.map((problem) => {
      if (problem.status === 409) return problem.documentInDb as Doc
      throw new Error(`storage answered ${problem.status} for ${problem.documentId}`)
    })
    if (known.length > 0) await this.#confirm(known, new Map(rows.map((row) => [row.id, row])))
  }

  /** Marks facts as arrived that this phone already had, if the server's are the very same. */
  async #confirm(known: Doc[], arrivedById: ReadonlyMap<string, Row>): Promise<void> {
    const isOver = (sync: Row['sync']) => sync === 'sent' || sync === 'received'
    const open = known.filter(({ id, sig, sync, seal }) => {
      const arrived = arrivedById.get(id)!
      // A server that had lost it took it anew, at another time, which counts for everybody.
      const isNews = !isOver(sync) || this.damage.has(id) || seal !== arrived.seal
      return sig === arrived.sig && isNews
    })
    // The words here stay: a signature that was copied says nothing of what stands beside it. Damaged ones are replaced.
    await this.#change(
      open.map(({ id }) => id),
      (row) => {
        const arrived = arrivedById.get(row.id)!
        const { body } = this.damage.has(row.id) ? arrived : row
        return { ...withState(row, arrived.sync), body, ...addedTo(arrived) }
      }
    )
    for (const { id } of open) this.damage.mended(id)
  }

  /** Erases one batch after the other: of two that read the same highest number, the later one could keep the lower. */
  #erase(ids: readonly string[], left = erasedRow): Promise<void> {
    return this.#alone(() => this.#eraseNow(ids, left))
  }

  /** Runs one piece of work after the other: RxDB would take what is inserted while it is erased for a new fact. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#erasing.then(work)
    this.#erasing = done.then(
      () => {},
      () => {}
    )
    return done
  }

  async #eraseNow(ids: readonly string[], left: (row: Row) => Row): Promise<void> {
    // First too, so that nothing shows them even if the app ends in between.
    await this.parts.gone?.()
    const rows = await this.#facts.storageInstance.findDocumentsById([...ids], false)
    for (const { device, book, n, by } of rows) {
      if (by !== this.parts.account) continue
      const id = numberPlace(device, book)
      if (n > (await erasedNumber(this.database, device, book)))
        await this.database.places.upsert({ id, seq: `${n}`, epoch: '' })
    }
    await this.#change(ids, (row) => ({ ...meta(row), ...left(row), _deleted: true }))
    // A screen may have kept what it showed meanwhile.
    await this.parts.gone?.()
  }

  /** Changes facts, and retries those that another tab changed first. */
  async #change(ids: readonly string[], change: (row: Doc) => Doc | null): Promise<void> {
    let left = [...ids]
    while (left.length > 0) {
      const rows = await this.#facts.storageInstance.findDocumentsById(left, false)
      const writes: BulkWriteRow<Row>[] = []
      for (const previous of rows) {
        const document = change(previous)
        if (document) writes.push({ previous, document })
      }
      if (writes.length === 0) return
      const { error } = await this.#facts.storageInstance.bulkWrite(writes, 'courier')
      left = error.map(({ status, documentId }) => {
        if (status === 409) return documentId
        throw new Error(`storage answered ${status} for ${documentId}`)
      })
    }
  }
}

function settled(row: Doc, settlement: Settlement, account: string): Doc | null {
  const { sync } = settlement
  if (row.sync === 'sent' || row.sync === 'received') return null
  if (sync === 'pending' || sync === 'set-aside')
    return row.sync === 'refused' ? decided(row, sync, account) : null
  // A late answer about a fact that was set aside meanwhile.
  if (row.sync === 'set-aside' && sync !== 'sent') return null
  const tries = row.tries + 1
  if (sync === 'refused') return { ...withState(row, sync), reason: settlement.reason, tries }
  // Asked every few seconds, a server says the same again: nothing is written, no screen redraws.
  if (sync === 'held')
    return row.reason === settlement.reason ? null : { ...row, reason: settlement.reason, tries }
  return sync === 'sent'
    ? { ...withState(row, sync), ...addedTo(settlement), tries }
    : { ...withState(row, row.sync), tries }
}

/**
 * Offers a refused fact again, or sets it aside with the reason for its refusal. Another's was carried here: it never counts as
 * this phone's own that waits.
 */
function decided(row: Doc, sync: 'pending' | 'set-aside', account: string): Doc {
  if (sync === 'set-aside') return { ...row, sync }
  return withState(row, row.by === account ? 'pending' : 'carried')
}

function withState({ reason: _, ...row }: Doc, sync: Row['sync']): Doc {
  return { ...row, sync } as Doc
}

function meta({ _rev, _meta, _attachments }: Doc) {
  return { _rev, _meta, _attachments }
}

/** Returns the ids of the facts that were erased here. */
async function erasedIn({ storageInstance, schema }: Facts): Promise<Set<string>> {
  const query = normalizeMangoQuery<Row>(schema.jsonSchema, { selector: { _deleted: true } as never })
  const { documents } = await storageInstance.query(prepareQuery(schema.jsonSchema, query))
  return new Set(documents.filter((row) => !isUnreadRow(row)).map(({ id }) => id))
}

/** Names a fact by its book too: in another one the same id is somebody else's doing. */
const inBook = ({ unit, book }: Pick<Envelope, 'unit' | 'book'>, id: string) => `${unit} ${book} ${id}`

function* slices<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += slice) yield all.slice(i, i + slice)
}
