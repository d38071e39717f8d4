import type { StoredFact } from '#lib/domain/stored.ts'

/** Limits of one request: small enough for a slow connection, large enough for few round trips. */
export const batchLimits = { count: 200, bytes: 512 * 1024 } as const

const encoder = new TextEncoder()

/**
 * Splits facts into batches bounded in count and in bytes of JSON, keeping their order. A fact above the bound travels
 * alone: only the server decides whether it is too large.
 */
export function batches(facts: readonly StoredFact[], limits = batchLimits): StoredFact[][] {
  const all: StoredFact[][] = []
  let bytes = 0
  for (const fact of facts) {
    const size = encoder.encode(JSON.stringify(fact)).length
    const batch = all.at(-1)
    if (batch && batch.length < limits.count && bytes + size <= limits.bytes) {
      batch.push(fact)
      bytes += size
    } else {
      all.push([fact])
      bytes = size
    }
  }
  return all
}

/** Groups facts by their database, in order of first appearance. */
export function byDatabase<F>(facts: readonly F[], databaseOf: (fact: F) => string): Map<string, F[]> {
  const factsByDatabase = new Map<string, F[]>()
  for (const fact of facts) {
    const name = databaseOf(fact)
    const there = factsByDatabase.get(name)
    if (there) there.push(fact)
    else factsByDatabase.set(name, [fact])
  }
  return factsByDatabase
}
