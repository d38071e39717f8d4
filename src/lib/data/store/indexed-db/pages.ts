import type { StoredRow } from './stored-row.ts'

/** As many rows are read in one answer: enough to be quick, few enough to block no tap. */
const rowsAtOnce = 500

interface Reading {
  index: IDBIndex
  range: IDBKeyRange
  primaryKey: string
  /** No more rows than these are wanted. */
  limit?: number
}

/**
 * Reads the rows of a range, in the order of the index, page by page. Rows may share a key (two facts with one `n`), so
 * each page begins with the key that ended the last one, and what it read already is left out.
 */
export async function* pagesOf({ index, range, primaryKey, limit }: Reading): AsyncGenerator<StoredRow[]> {
  const paths = index.keyPath as string[]
  let size = Math.min(rowsAtOnce, limit ?? rowsAtOnce)
  let rest = range
  let read = new Set<unknown>()
  for (;;) {
    const page = await answerOf<StoredRow[]>(index.getAll(rest, size))
    const fresh = page.filter((row) => !read.has(row[primaryKey]))
    const more = page.length === size
    if (more) {
      const last = keyIn(page.at(-1)!, paths)
      const sameKey = page.filter((row) => indexedDB.cmp(keyIn(row, paths), last) === 0)
      read = new Set(sameKey.map((row) => row[primaryKey]))
      rest = IDBKeyRange.bound(last, range.upper, false, range.upperOpen)
      // A page of one key would repeat itself.
      size = Math.max(rowsAtOnce, 2 * sameKey.length)
    }
    // Whoever takes the rows may change them.
    if (fresh.length > 0) yield fresh
    if (!more) return
  }
}

const keyIn = (row: StoredRow, paths: readonly string[]) => paths.map((path) => row[path] as IDBValidKey)

/** Awaits a request of a transaction that goes on afterwards. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB gave no answer'))
  })
}
