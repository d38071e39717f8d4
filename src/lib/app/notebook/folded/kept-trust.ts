import { trustDigest } from '#lib/domain/directory/trust-digest.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { KeptFold } from '#lib/ports/folds.ts'
import type { DirectoriesByUnit } from '../verified-directory.ts'

type Trust = KeptFold['trust']

/** Returns what the verdicts on these facts rest on, by unit. */
export function trustIn(facts: readonly StoredFact[], known: DirectoriesByUnit): Trust {
  const units = new Set(facts.map(({ unit }) => unit))
  return Object.fromEntries([...units].map((unit) => [unit, digestOf(known, unit)]))
}

/** Tells whether the verdicts behind a kept fold would be the same now. */
export const isTrusted = ({ trust }: KeptFold, known: DirectoriesByUnit): boolean =>
  Object.entries(trust).every(([unit, digest]) => digest === digestOf(known, unit))

function digestOf(known: DirectoriesByUnit, unit: string): string {
  const there = known.get(unit)
  return there ? trustDigest(there) : ''
}
