import {
  categorizeBulkWriteRows,
  getPrimaryFieldOfPrimaryKey,
  getQueryMatcher,
  getSortComparator,
  type BulkWriteRow,
  type EventBulk,
  type PreparedQuery,
  type RxDocumentData,
  type RxStorageBulkWriteResponse,
  type RxStorageChangeEvent,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams
} from 'rxdb'
import { unwrap, type DBSchema } from 'idb'
import { Subject } from 'rxjs'
import { PhoneDatabase } from '../../phone-database.ts'
import { findKnown } from './find-known.ts'
import { keyRangeOf } from './key-range.ts'
import { answerOf, pagesOf } from './pages.ts'
import { toDocument, toStored, type StoredRow } from './stored-row.ts'
import { marksStore, markStreams } from './mark-streams.ts'

interface Documents extends DBSchema {
  docs: { key: string; value: StoredRow; indexes: Record<string, IDBValidKey> }
  /** By stream, where documents have one. */
  marks: { key: string; value: string }
}

type Params<Doc> = RxStorageInstanceCreationParams<Doc, unknown>

/** One collection of an RxDB database, in an IndexedDB of its own. */
export class StorageInstance<Doc> implements RxStorageInstance<Doc, unknown, unknown> {
  readonly databaseName: string
  readonly collectionName: string
  readonly schema: Params<Doc>['schema']
  readonly internals = {}
  readonly options = {}
  readonly #primaryKey: string
  readonly #database: PhoneDatabase<Documents>
  readonly #changes = new Subject<EventBulk<RxStorageChangeEvent<Doc>, unknown>>()
  #closing: Promise<void> | null = null

  constructor({ databaseName, collectionName, schema }: Params<Doc>, mayOpen: () => Promise<void>) {
    this.databaseName = databaseName
    this.collectionName = collectionName
    this.schema = schema
    this.#primaryKey = getPrimaryFieldOfPrimaryKey(schema.primaryKey)
    const docs = { keyPath: this.#primaryKey, indexes: indexesOf(schema.indexes ?? []) }
    const stores = { docs, [marksStore]: {} }
    this.#database = new PhoneDatabase(`${databaseName}-${collectionName}`, stores, mayOpen)
  }

  async bulkWrite(writes: BulkWriteRow<Doc>[], context: string): Promise<RxStorageBulkWriteResponse<Doc>> {
    const primaryKey = this.#primaryKey as never
    const ids = writes.map(({ document }) => document[primaryKey] as string)
    const sorted = await this.#writing(async (store, marks) => {
      const known = await findKnown(store, ids)
      const documents = new Map(known.map((row) => [row[primaryKey] as string, toDocument<Doc>(row)]))
      const sorted = categorizeBulkWriteRows<Doc>(this, primaryKey, documents, writes, context)
      for (const { document } of [...sorted.bulkInsertDocs, ...sorted.bulkUpdateDocs])
        store.put(toStored(document))
      markStreams(marks, [...sorted.bulkInsertDocs, ...sorted.bulkUpdateDocs])
      return sorted
    })
    const { eventBulk, newestRow } = sorted
    if (eventBulk.events.length > 0) {
      const { document } = newestRow!
      this.#changes.next({
        ...eventBulk,
        checkpoint: { id: document[primaryKey], lwt: document._meta.lwt }
      } as never)
    }
    return { error: sorted.errors }
  }

  async findDocumentsById(ids: string[], withDeleted: boolean): Promise<RxDocumentData<Doc>[]> {
    const rows = await findKnown(await this.#reading(), ids)
    return rows.map((row) => toDocument<Doc>(row)).filter(({ _deleted }) => withDeleted || !_deleted)
  }

  async query({ query, queryPlan }: PreparedQuery<Doc>): Promise<{ documents: RxDocumentData<Doc>[] }> {
    const range = keyRangeOf(queryPlan)
    const { skip, limit = Infinity } = query
    const end = skip + limit
    if (!range || limit === 0) return { documents: [] }
    const matches = queryPlan.selectorSatisfiedByIndex ? () => true : getQueryMatcher(this.schema, query)
    const enough = queryPlan.sortSatisfiedByIndex ? end : Infinity
    const index = await this.#index(queryPlan.index)
    const found: RxDocumentData<Doc>[] = []
    for await (const page of pagesOf(index, range, enough)) {
      for (const row of page) {
        const document = toDocument<Doc>(row)
        if (matches(document)) found.push(document)
      }
      if (found.length >= enough) break
    }
    if (!queryPlan.sortSatisfiedByIndex) found.sort(getSortComparator(this.schema, query))
    return { documents: found.slice(skip, end) }
  }

  async count(prepared: PreparedQuery<Doc>): Promise<{ count: number; mode: 'fast' | 'slow' }> {
    const { queryPlan } = prepared
    if (!queryPlan.selectorSatisfiedByIndex)
      return { count: (await this.query(prepared)).documents.length, mode: 'slow' }
    const range = keyRangeOf(queryPlan)
    const index = range && (await this.#index(queryPlan.index))
    return { count: index ? await answerOf(index.count(range)) : 0, mode: 'fast' }
  }

  /** Begins to read the marks of streams; the first request must follow in the same task. */
  async readMarks(): Promise<IDBObjectStore> {
    const { store } = await this.#database.begin(marksStore, 'readonly')
    return unwrap(store)
  }

  getAttachmentData(): Promise<Blob> {
    return Promise.reject(new Error('there are no attachments'))
  }

  changeStream() {
    return this.#changes.asObservable()
  }

  /** Clears nothing away: what is left of a deleted fact keeps a late copy from being taken for a new one. */
  async cleanup(): Promise<boolean> {
    return true
  }

  async remove(): Promise<void> {
    await this.#writing(async (docs, marks) => void [docs.clear(), marks.clear()])
    return this.close()
  }

  close(): Promise<void> {
    this.#changes.complete()
    return (this.#closing ??= this.#database.close())
  }

  /** Writes in one transaction: all of it is on the disk at the end, or nothing is. */
  async #writing<T>(write: (docs: IDBObjectStore, marks: IDBObjectStore) => Promise<T>): Promise<T> {
    const transaction = await this.#database.beginOnAll(['docs', marksStore], 'readwrite')
    // Fails with the writing, which is awaited first.
    transaction.done.catch(() => {})
    const [docs, marks] = [transaction.objectStore('docs'), transaction.objectStore(marksStore)]
    const made = await write(unwrap(docs), unwrap(marks)).catch((problem) => {
      abort(transaction)
      throw problem
    })
    await transaction.done
    return made
  }

  async #reading(): Promise<IDBObjectStore> {
    const { store } = await this.#database.begin('docs', 'readonly')
    return unwrap(store)
  }

  async #index(fields: readonly string[]): Promise<IDBIndex> {
    const store = await this.#reading()
    return store.index(nameOf(fields))
  }
}

/** Takes back what was written, unless the browser has done so already. */
function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort()
  } catch {
    // It has ended.
  }
}

const nameOf = (fields: readonly string[]) => fields.join()

/**
 * Leaves out the indexes by the time of the last write, which RxDB adds to every document for its replication and its
 * cleanup: neither runs here, and each index slows down every fact of a first sync.
 */
function indexesOf(indexes: readonly (string | readonly string[])[]): Record<string, string[]> {
  const fields = indexes.map((index) => (typeof index === 'string' ? [index] : [...index]))
  return Object.fromEntries(fields.filter((of) => !of.includes('_meta.lwt')).map((of) => [nameOf(of), of]))
}
