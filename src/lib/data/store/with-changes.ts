/**
 * Returns a list with some of its items in another state, new, or (null) gone. Sorts the changes alone, and copies the
 * rest: few changes of a long list cost a copy.
 * @param list sorted by id
 */
export function withChanges<Item extends { id: string }>(
  list: readonly Item[],
  changes: ReadonlyMap<string, Item | null>
): Item[] {
  const changed: Item[] = []
  let from = 0
  for (const [id, item] of [...changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const place = placeOf(list, id, from)
    while (from < place) changed.push(list[from++]!)
    if (list[from]?.id === id) from++
    if (item) changed.push(item)
  }
  while (from < list.length) changed.push(list[from++]!)
  return changed
}

/** Returns where an id stands in a sorted list, or belongs. @param low it stands no earlier */
function placeOf(list: readonly { id: string }[], id: string, low: number): number {
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]!.id < id) low = middle + 1
    else high = middle
  }
  return low
}
