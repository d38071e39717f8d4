import { answerOf } from './pages.ts'
import type { StoredRow } from './stored-row.ts'

/** Fewer ids than these are asked for one by one. */
const few = 10

/**
 * Finds the rows of some ids. Facts that arrive together have neighbouring ids, so one question for the keys of their
 * range usually answers for all: none exists.
 */
export async function findKnown(store: IDBObjectStore, ids: readonly string[]): Promise<StoredRow[]> {
  const asked = ids.length < few ? ids : await presentOf(store, ids)
  const rows = await Promise.all(asked.map((id) => answerOf<StoredRow | undefined>(store.get(id))))
  return rows.filter((row) => row !== undefined)
}

async function presentOf(store: IDBObjectStore, ids: readonly string[]): Promise<readonly string[]> {
  const sorted = [...ids].sort()
  const range = IDBKeyRange.bound(sorted[0], sorted.at(-1))
  const keys = await answerOf(store.getAllKeys(range, ids.length))
  // Their neighbours are many.
  if (keys.length === ids.length) return ids
  const present = new Set(keys)
  return ids.filter((id) => present.has(id))
}
