/** Up to so many changes are put in place one by one; more are merged. */
const few = 32

/**
 * Returns a list with some of its items in another state, new, or (null) gone: few changes of a long list cost a copy.
 * @param list sorted by id
 */
export function withChanges<Item extends { id: string }>(
  list: readonly Item[],
  changes: ReadonlyMap<string, Item | null>
): Item[] {
  if (changes.size > few) return merged(list, changes)
  const changed = [...list]
  for (const [id, item] of changes) {
    const place = placeOf(changed, id)
    changed.splice(place, changed[place]?.id === id ? 1 : 0, ...(item ? [item] : []))
  }
  return changed
}

function merged<Item extends { id: string }>(
  list: readonly Item[],
  changes: ReadonlyMap<string, Item | null>
): Item[] {
  const stayed = list.filter(({ id }) => !changes.has(id))
  const come = [...changes.values()].filter((item) => item !== null)
  return [...stayed, ...come].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Returns where an id stands in a sorted list, or belongs. */
function placeOf(list: readonly { id: string }[], id: string): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]!.id < id) low = middle + 1
    else high = middle
  }
  return low
}
