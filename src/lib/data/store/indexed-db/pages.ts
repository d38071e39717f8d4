import type { StoredRow } from './stored-row.ts'

/** As many rows are read in one answer: enough to be quick, few enough to block no tap. */
const rowsAtOnce = 500

/**
 * Reads the rows of a range, in the order of the index, page by page. RxDB ends each index with the id, so no two rows
 * share a key and each page begins after the key that ended the last one.
 * @param limit no more rows than these are wanted
 */
export async function* pagesOf(
  index: IDBIndex,
  range: IDBKeyRange,
  limit: number
): AsyncGenerator<StoredRow[]> {
  const size = Math.min(rowsAtOnce, limit)
  let rest = range
  for (;;) {
    const page = await answerOf<StoredRow[]>(index.getAll(rest, size))
    // Comes before the rows are given out: whoever takes them may change them.
    const last = keyIn(page.at(-1), index)
    yield page
    if (page.length < size || indexedDB.cmp(last, range.upper) === 0) return
    rest = IDBKeyRange.bound(last, range.upper, true, range.upperOpen)
  }
}

const keyIn = (row: StoredRow | undefined, { keyPath }: IDBIndex) =>
  (keyPath as string[]).map((path) => row?.[path] as IDBValidKey)

/** Awaits a request of a transaction that goes on afterwards. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB gave no answer'))
  })
}
