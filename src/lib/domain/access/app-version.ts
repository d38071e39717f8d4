/** Reads `1.2.3`, with whatever follows; null for anything else. */
function numbersOf(version: string): number[] | null {
  const [, ...numbers] = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?![\d.])/.exec(version) ?? []
  return numbers.length > 0 ? numbers.map(Number) : null
}

/** Tells whether one version of the app is older than another; false when one of them is unreadable. */
export function isOlderVersion(version: string, than: string): boolean {
  const [own, other] = [numbersOf(version), numbersOf(than)]
  if (!own || !other) return false
  const i = own.findIndex((number, i) => number !== other[i])
  return i >= 0 && own[i]! < other[i]!
}
