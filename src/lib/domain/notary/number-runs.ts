import type { Span } from '../devices/device-report.ts'

/** The time of numbers that are explained, not here; no time is later, and JSON holds it. */
export const untimed = Number.MAX_SAFE_INTEGER

/** A run of a device's numbers. `since`: when the first of them was taken, Unix ms, or `untimed`. */
export type NumberRun = readonly [from: number, to: number, since: number]

/** Most runs kept of one device in one database: with more gaps than that, the lowest ones are forgotten. */
const maxKept = 500

/**
 * Adds a run to those of a device, which are sorted and neither touch nor overlap.
 * @returns whether all of its numbers are new
 */
export function addRun(runs: NumberRun[], [from, to, since]: NumberRun): boolean {
  let first = firstTouching(runs, from)
  let end = first
  let isNew = true
  let joined: [number, number, number] = [from, to, since]
  for (; end < runs.length && runs[end]![0] <= to + 1; end++) {
    const [low, high, seen] = runs[end]!
    if (low <= to && high >= from) isNew = false
    joined = [Math.min(joined[0], low), Math.max(joined[1], high), Math.min(joined[2], seen)]
  }
  runs.splice(first, end - first, joined)
  if (runs.length > maxKept) {
    const [[low, , a], [, high, b]] = runs as [NumberRun, NumberRun]
    runs.splice(0, 2, [low, high, Math.min(a, b)])
  }
  return isNew
}

/** Returns the index of the first run that ends at `n - 1` or later. */
function firstTouching(runs: readonly NumberRun[], n: number): number {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle]![1] < n - 1) low = middle + 1
    else high = middle
  }
  return low
}

/** Numbers that are missing, although a later one has been here since then, Unix ms. */
interface MissingRun {
  span: Span
  since: number
}

/**
 * Finds the numbers below the highest one that none of these runs holdsNumber.
 * @param runs of one device in one book, in any order; those without a time only cover
 */
export function missingIn(runs: readonly NumberRun[]): MissingRun[] {
  const sorted = [...runs].sort((a, b) => a[0] - b[0])
  const later: number[] = []
  for (let i = sorted.length - 1, since = untimed as number; i >= 0; i--)
    later[i] = since = Math.min(since, sorted[i]![2])
  const missing: MissingRun[] = []
  let reached = 0
  for (const [i, [from, to]] of sorted.entries()) {
    const since = later[i]!
    if (from > reached + 1 && since < untimed) missing.push({ span: [reached + 1, from - 1], since })
    reached = Math.max(reached, to)
  }
  return missing
}

/** Tells whether one of these runs, sorted as `addRun` keeps them, holds a number. */
export function holdsNumber(runs: readonly NumberRun[], n: number): boolean {
  const near = firstTouching(runs, n)
  return [runs[near], runs[near + 1]].some((run) => run !== undefined && run[0] <= n && n <= run[1])
}
