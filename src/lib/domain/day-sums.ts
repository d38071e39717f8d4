import { firstIdAt, idTime } from './uuid.ts'

/** A checksum of the facts recorded on one UTC day: how many ids, and the sum of their last 32 bits. */
export interface DaySum {
  count: number
  sum: number
}

/** Checksums by day, counted in days since 1970. */
export type DaySums = Map<number, DaySum>

export const dayMs = 86_400_000

/** Returns the UTC day on which the fact of an id was recorded, in days since 1970. */
export const dayOf = (id: string): number => Math.floor(idTime(id) / dayMs)

/**
 * Adds one id to the sums. Its last 32 bits are random: one lost and one added fact go unnoticed once in four thousand
 * million times.
 */
export function countIn(sums: DaySums, id: string): void {
  const day = dayOf(id)
  const { count, sum } = sums.get(day) ?? { count: 0, sum: 0 }
  sums.set(day, { count: count + 1, sum: sum + Number.parseInt(id.slice(-8), 16) })
}

/** Joins days, in any order, into runs of consecutive ones: the first and the last day of each. */
export function dayRuns(days: readonly number[]): [number, number][] {
  const runs: [number, number][] = []
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && day <= last[1] + 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
}

/** Returns the range of ids of a run of days: the lower bound is inclusive, the upper one exclusive. */
export function idsOf([first, last]: readonly [number, number]): [from: string, to: string] {
  return [firstIdAt(first * dayMs), firstIdAt((last + 1) * dayMs)]
}
