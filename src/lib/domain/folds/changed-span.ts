/** Tells where two lists differ: from `start` on, `removed` items of the earlier one gave way to `added`. */
export interface ChangedSpan<T> {
  start: number
  removed: number
  added: readonly T[]
}

/**
 * Finds the one stretch outside which two lists hold the same items, by identity. Costs a comparison an item, whatever
 * was made of the items before.
 */
export function changedSpan<T>(before: readonly T[], after: readonly T[]): ChangedSpan<T> {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return {
    start,
    removed: before.length - end - start,
    added: after.slice(start, after.length - end)
  }
}
