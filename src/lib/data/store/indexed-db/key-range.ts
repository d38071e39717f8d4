import { INDEX_MAX, INDEX_MIN, type RxQueryPlan } from 'rxdb'

/** Returns the range of an index that a query plan reads; null: it is empty. */
export function keyRangeOf({
  index,
  startKeys,
  endKeys,
  inclusiveStart,
  inclusiveEnd
}: RxQueryPlan): IDBKeyRange | null {
  const start = startKeys.map((key, i) => keyOf(index[i]!, key))
  const end = endKeys.map((key, i) => keyOf(index[i]!, key))
  const order = indexedDB.cmp(start, end)
  if (order > 0 || (order === 0 && !(inclusiveStart && inclusiveEnd))) return null
  return IDBKeyRange.bound(start, end, !inclusiveStart, !inclusiveEnd)
}

function keyOf(field: string, key: unknown): IDBValidKey {
  // On the disk truth is a number: see `StoredRow`.
  if (field === '_deleted') return key === INDEX_MAX || key === true ? 1 : 0
  // Sorts before every key that a field may have.
  return key === INDEX_MIN ? -Infinity : (key as IDBValidKey)
}
