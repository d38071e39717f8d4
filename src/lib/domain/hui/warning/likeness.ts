/**
 * Returns how alike two texts are, percent, rounded down: the letters of the longer one that need no change, by
 * Levenshtein's distance. Two empty texts are unlike.
 */
export function likeness(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length === 0) return 0
  let row = Array.from({ length: short.length + 1 }, (_, i) => i)
  for (let j = 1; j <= long.length; j++) {
    const next = [j]
    for (let i = 1; i <= short.length; i++) {
      const change = row[i - 1]! + (short[i - 1] === long[j - 1] ? 0 : 1)
      next.push(Math.min(change, row[i]! + 1, next[i - 1]! + 1))
    }
    row = next
  }
  return Math.floor(((long.length - row.at(-1)!) * 100) / long.length)
}
