import { getHeightOfRevision, type RxDocumentData, type RxStorageChangeEvent } from 'rxdb'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Observer } from '#lib/ports/source.ts'
import { timeSlices } from '../time-slices.ts'
import type { Row } from './database.ts'
import type { RowOpener } from './opener.ts'
import { TellingPace } from './telling-pace.ts'
import { withChanges } from './with-changes.ts'

type Doc = RxDocumentData<Row>

export interface LiveListDeps {
  opener: RowOpener
  /** Returns the rows of the query as they are now. */
  read(): Promise<Doc[]>
  matches(row: Row): boolean
  /** Whether the query has a limit: then it is read again after each change. */
  isLimited: boolean
}

/** A changed row that is to be opened. */
interface Changed {
  id: string
  /** Whether others were waiting when it changed: it does not wait for them. */
  overtakes: boolean
  /** Whether it was saved here just now: somebody is waiting to see it. */
  isSave: boolean
}

/**
 * The facts of a query as one observer is told them. Rows are opened in slices, between which the browser has its turn.
 * The first list is told once all of it is open; changes as they come, but no oftener than the page can draw them.
 */
export class LiveList {
  readonly #open: (row: Row) => Promise<StoredFact>
  readonly #pace = new TellingPace()
  readonly #held = new Map<string, Doc>()
  /** Holds rows that changed during a read and are none of this list now: it may find them as they were before. */
  #left: Map<string, Doc> | null = null
  /** The newest last. */
  #changed: Changed[] = []
  #list: readonly StoredFact[] = []
  /** Holds what was opened (or, null, has left) since the list was told: putting each slice in its place would copy a long list each time. */
  #opened = new Map<string, StoredFact | null>()
  #isStale = true
  /** Whether the list is not as it was told. */
  #hasNews = false
  /** Whether it has something that overtook others, or a save. */
  #isOvertaken = false
  #hasSave = false
  #isWorking = false
  #isClosed = false

  constructor(
    private readonly deps: LiveListDeps,
    private readonly observer: Observer<StoredFact[]>
  ) {
    this.#open = deps.opener.reader()
    void this.#work()
  }

  change(events: readonly RxStorageChangeEvent<Row>[]): void {
    const { isLimited, opener } = this.deps
    const overtakes = this.#changed.length > 0
    const gone: string[] = []
    for (const { documentData, operation } of events) {
      const doc = documentData as Doc
      if (!this.#lay(doc)) continue
      const isSave = operation === 'INSERT' && opener.hasWritten(doc)
      if (isLimited) {
        this.#isStale = true
        this.#hasSave ||= isSave
      } else if (this.#shows(doc)) this.#changed.push({ id: doc.id, overtakes, isSave })
      else gone.push(doc.id)
    }
    for (const id of gone) this.#put(id, null)
    if (gone.length > 0) this.#isOvertaken = true
    this.#pace.cutShort()
    if (!this.#isWorking) void this.#work()
  }

  close(): void {
    this.#isClosed = true
    this.#pace.cutShort()
  }

  /** Works until nothing is left to tell. After a failure the next change has everything read again. */
  async #work(): Promise<void> {
    this.#isWorking = true
    try {
      while (!this.#isClosed) {
        if (this.#isStale && this.#mayTell) await this.#read()
        else if (this.#isDue) await this.#tell()
        else if (this.#changed.length > 0) await this.#openSlice(this.#newest())
        else if (this.#hasNews || this.#isStale) await this.#pace.rest()
        else break
      }
    } catch (problem) {
      this.#isStale = true
      if (!this.#isClosed) this.observer.error(problem)
    }
    this.#isWorking = false
  }

  get #mayTell(): boolean {
    return this.#hasSave || this.#pace.isOver
  }

  get #isDue(): boolean {
    if (!this.#hasNews || this.#isStale) return false
    return this.#hasSave || ((this.#changed.length === 0 || this.#isOvertaken) && this.#pace.isOver)
  }

  async #read(): Promise<void> {
    this.#isStale = false
    this.#left = new Map()
    const found = this.#latest(await this.deps.read())
    this.#list = []
    this.#opened = new Map()
    while (!this.#isClosed && (await this.#openSlice(found)));
    this.#left = null
    await this.#tell()
  }

  /** Takes the rows of a read one by one, as they are now. */
  *#latest(found: readonly Doc[]): Generator<Doc> {
    const { isLimited, matches } = this.deps
    for (const doc of found) {
      this.#lay(doc)
      const latest = this.#held.get(doc.id)
      if (latest && this.#shows(latest)) yield latest
      // Another row takes its place.
      else if (isLimited && matches(doc)) this.#isStale = true
    }
  }

  /** Takes the changed rows one by one. */
  *#newest(): Generator<Doc> {
    for (let one = this.#changed.pop(); one; one = this.#changed.pop()) {
      this.#isOvertaken ||= one.overtakes
      this.#hasSave ||= one.isSave
      const doc = this.#held.get(one.id)!
      if (this.#shows(doc)) yield doc
    }
  }

  /** Opens rows until none is left or the slice is over. @returns whether it is over */
  async #openSlice(rows: Iterator<Doc>): Promise<boolean> {
    const slices = timeSlices()
    const opening: Promise<StoredFact>[] = []
    let row = rows.next()
    for (; !row.done; row = rows.next()) {
      opening.push(this.#open(row.value))
      if (slices.isOver) break
    }
    // The rows are decrypted meanwhile.
    if (!row.done) await slices.next()
    for (const fact of await Promise.all(opening))
      this.#put(fact.id, this.#shows(this.#held.get(fact.id)!) ? fact : null)
    return !row.done
  }

  /** Takes note of a row unless a later state of it is known. @returns whether that concerns this list */
  #lay(doc: Doc): boolean {
    const known = this.#held.get(doc.id) ?? this.#left?.get(doc.id)
    if (known && getHeightOfRevision(known._rev) > getHeightOfRevision(doc._rev)) return false
    const concerns = this.#held.has(doc.id) || this.deps.matches(doc)
    if (concerns) this.#held.set(doc.id, doc)
    else this.#left?.set(doc.id, doc)
    return concerns
  }

  #shows(doc: Doc): boolean {
    return !doc._deleted && this.deps.matches(doc)
  }

  #put(id: string, fact: StoredFact | null): void {
    this.#opened.set(id, fact)
    this.#hasNews = true
  }

  async #tell(): Promise<void> {
    this.#hasNews = this.#isOvertaken = this.#hasSave = false
    const list = withChanges(this.#list, this.#opened)
    this.#list = list
    this.#opened = new Map()
    if (!this.#isClosed) await this.#pace.tell(() => this.observer.next([...list]))
  }
}
