import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { opaqueName } from '../keys/opaque.ts'

interface Shelf extends DBSchema {
  /** Sealed screens by address. */
  screens: { key: string; value: string }
  /** Sealed states of streams by fold and bundle. */
  folds: { key: [fold: string, bundle: string]; value: Uint8Array<ArrayBuffer> }
}

const version = 2

/**
 * Works with what an account saw last. Opens no connection that stays: it would hold up the removal of the notebook, which
 * finds this small IndexedDB by its name.
 */
export async function withinShelf<T>(
  account: string,
  work: (shelf: IDBPDatabase<Shelf>) => Promise<T>
): Promise<T> {
  const shelf = await openDB<Shelf>(`antt-screens-${await opaqueName(account)}`, version, {
    upgrade(made) {
      for (const name of ['screens', 'folds'] as const)
        if (!made.objectStoreNames.contains(name)) made.createObjectStore(name)
    }
  })
  try {
    return await work(shelf)
  } finally {
    shelf.close()
  }
}

/** When the shelf of each account was emptied last, ms of the page: what stands then may be older. */
const emptied = new Map<string, number>()

export const emptiedAt = (account: string): number | undefined => emptied.get(account)

/** Takes all that an account saw last away: something in it may have been erased. */
export async function emptyShelf(account: string): Promise<void> {
  emptied.set(account, performance.now())
  await withinShelf(account, async (shelf) => {
    const transaction = shelf.transaction(['screens', 'folds'], 'readwrite')
    await Promise.all([
      transaction.objectStore('screens').clear(),
      transaction.objectStore('folds').clear(),
      transaction.done
    ])
  })
}

/** How long it takes at most until nothing on the screen shows what was taken away, ms: a list may rest for a second first. */
const redrawn = 3_000

/** Tells whether something was taken away so recently that a screen may show it still. */
export function isJustEmptied(account: string): boolean {
  const before = emptied.get(account)
  return before !== undefined && performance.now() - before < redrawn
}
