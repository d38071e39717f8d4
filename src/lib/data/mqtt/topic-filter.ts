/** Tells whether a topic falls under a filter with `+` and `#`, both split into levels (MQTT 5, §4.7). */
export function matchesFilter(filter: readonly string[], topic: readonly string[]): boolean {
  const open = filter.at(-1) === '#'
  if (open ? topic.length < filter.length - 1 : topic.length !== filter.length) return false
  return filter.every((level, i) => level === '+' || level === '#' || level === topic[i])
}
