import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type IndexNames,
  type StoreNames
} from 'idb'

/** Names the stores of a database, each with its key and its indexes. */
export type StoresOf<Schema extends DBSchema> = {
  readonly [Name in StoreNames<Schema> & string]: IDBObjectStoreParameters & {
    readonly indexes?: { readonly [Index in IndexNames<Schema, Name> & string]: string | string[] }
  }
}

/** Goes up when a store is added to a database of a name that phones have. */
const version = 13

/**
 * An IndexedDB of this phone with strict durability: what was written is on the disk, not in a buffer that a dead
 * battery loses. Opens when first needed, and again when the browser has closed it under an open app, for example when
 * the phone slept through a write; lets go of it when another tab removes it.
 */
export class PhoneDatabase<Schema extends DBSchema> {
  #opening: Promise<IDBPDatabase<Schema>> | null = null
  #closed = false

  /**
   * @param mayOpen runs each time the database is opened, also while the app is open; when it throws, nothing is read
   * or written
   */
  constructor(
    private readonly name: string,
    private readonly stores: StoresOf<Schema>,
    private readonly mayOpen: () => Promise<void> = async () => {}
  ) {}

  /** Begins a transaction on one store; its first request must follow in the same task. */
  begin<Name extends StoreNames<Schema>, Mode extends 'readonly' | 'readwrite'>(
    store: Name,
    mode: Mode
  ): Promise<IDBPTransaction<Schema, [Name], Mode>> {
    return this.beginOnAll([store], mode)
  }

  /** Begins one transaction on several stores: all of it is written, or nothing is. */
  async beginOnAll<Names extends StoreNames<Schema>[], Mode extends 'readonly' | 'readwrite'>(
    stores: [...Names],
    mode: Mode
  ): Promise<IDBPTransaction<Schema, Names, Mode>> {
    const opening = this.#open()
    try {
      return beginOn<Schema, Names, Mode>(await opening, stores, mode)
    } catch (problem) {
      if (!wasClosed(problem)) throw problem
      // Unless another caller has opened it again already.
      if (this.#opening === opening) this.#opening = null
      return beginOn<Schema, Names, Mode>(await this.#open(), stores, mode)
    }
  }

  /** Closes it for good, once what was begun is done. */
  async close(): Promise<void> {
    this.#closed = true
    const database = await this.#opening?.catch(() => null)
    database?.close()
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#closed) return Promise.reject(new Error(`${this.name} is closed`))
    const opening = (this.#opening ??= this.#openAnew().catch((problem) => {
      if (this.#opening === opening) this.#opening = null
      throw problem
    }))
    return opening
  }

  async #openAnew(): Promise<IDBPDatabase<Schema>> {
    const letGo = () => (this.#opening = null)
    const database = await openDB<Schema>(this.name, version, {
      upgrade: (made) => makeMissing(made as never, this.stores),
      blocking(_, __, { target }) {
        letGo()
        const open = target as IDBDatabase
        open.close()
      },
      terminated: letGo
    })
    await this.mayOpen().catch((problem) => {
      database.close()
      throw problem
    })
    return database
  }
}

function beginOn<
  Schema extends DBSchema,
  Names extends StoreNames<Schema>[],
  Mode extends 'readonly' | 'readwrite'
>(database: IDBPDatabase<Schema>, stores: Names, mode: Mode) {
  return database.transaction<Names, Mode>(stores, mode, { durability: 'strict' })
}

/** Tells whether a transaction could not begin because its connection had been closed meanwhile. */
const wasClosed = (problem: unknown) =>
  problem instanceof DOMException && problem.name === 'InvalidStateError'

type Plan = IDBObjectStoreParameters & { readonly indexes?: Readonly<Record<string, string | string[]>> }

function makeMissing<Schema extends DBSchema>(database: IDBPDatabase, stores: StoresOf<Schema>): void {
  for (const [name, { indexes = {}, ...parameters }] of Object.entries<Plan>(stores)) {
    if (database.objectStoreNames.contains(name)) continue
    const store = database.createObjectStore(name, parameters)
    for (const [index, path] of Object.entries(indexes)) store.createIndex(index, path)
  }
}
