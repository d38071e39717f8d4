import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { KeyRing } from './ring.ts'

interface Shelf extends DBSchema {
  rings: { key: string; value: KeyRing }
}

/** Holds the rings of this phone's accounts: each call is one transaction, on the disk before it answers. */
export interface RingShelf {
  all(): Promise<KeyRing[]>
  get(account: string): Promise<KeyRing | undefined>
  /** @throws DOMException `ConstraintError` when the account has one */
  add(ring: KeyRing): Promise<void>
  /** Lets `change` alter the ring where there is one, while nobody else can; returns it as it was before. */
  alter(account: string, change: (ring: KeyRing) => void): Promise<KeyRing | undefined>
  remove(account: string): Promise<void>
}

/** Opens no connection that stays: one that the browser closes under a sleeping app would hold up its next unlocking. */
export function openRingShelf(): RingShelf {
  async function within<T>(work: (database: IDBPDatabase<Shelf>) => Promise<T>): Promise<T> {
    const database = await openDB<Shelf>('antt-keys', 1, {
      upgrade: (made) => void made.createObjectStore('rings', { keyPath: 'account' })
    })
    try {
      return await work(database)
    } finally {
      database.close()
    }
  }
  function write<T>(work: (rings: ReturnType<typeof writing>['store']) => Promise<T>): Promise<T> {
    return within(async (database) => {
      const transaction = writing(database)
      const done = transaction.done.then(() => null)
      // A failed step tells more than the transaction that it ends; that one is not left unhandled.
      done.catch(() => {})
      const result = await work(transaction.store)
      await done
      return result
    })
  }
  return {
    all: () => within((database) => database.getAll('rings')),
    get: (account) => within((database) => database.get('rings', account)),
    add: (ring) => write(async (rings) => void (await rings.add(ring))),
    alter: (account, change) =>
      write(async (rings) => {
        const before = await rings.get(account)
        if (!before) return undefined
        const ring = { ...before }
        change(ring)
        await rings.put(ring)
        return before
      }),
    remove: (account) => write((rings) => rings.delete(account))
  }
}

const writing = (database: IDBPDatabase<Shelf>) =>
  database.transaction('rings', 'readwrite', { durability: 'strict' })
