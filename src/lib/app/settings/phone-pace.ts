export type { PhoneFigures } from '#lib/ports/ports.ts'

/** Names what has a pace. An exchange has none: the network decides how long it takes. */
export type Paced = 'lock' | 'open' | 'save'
export type Pace = 'fast' | 'usual' | 'slow'

/**
 * Up to `fast` and up to `usual`, ms; what takes longer is slow. Source: the budgets on a plain processor, and on one six
 * times slower. A save lasts until its word stands: what a record may take (50; 100) and what redrawing may (50; 150).
 */
export const paceLimits: Readonly<Record<Paced, { fast: number; usual: number }>> = {
  lock: { fast: 1_000, usual: 2_000 },
  open: { fast: 1_000, usual: 2_000 },
  save: { fast: 100, usual: 250 }
}

export function paceOf(what: Paced, ms: number): Pace {
  const { fast, usual } = paceLimits[what]
  return ms <= fast ? 'fast' : ms <= usual ? 'usual' : 'slow'
}

/** Returns the middle save and the slowest, ms; null: nothing has been saved yet. */
export function savePace(saves: readonly number[]): { median: number; slowest: number } | null {
  if (saves.length === 0) return null
  const sorted = [...saves].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return { median, slowest: sorted.at(-1)! }
}
