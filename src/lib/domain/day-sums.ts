import { firstIdAt, idTime } from './uuid.ts'

/** Of one UTC day of ids' times: how many ids, and the sum of their last 32 bits. */
export interface DaySum {
  count: number
  sum: number
}

/** By day, counted in days since 1970. */
export type DaySums = Map<number, DaySum>

export const dayMs = 86_400_000

/** The UTC day of an id's time of recording. */
export const dayOf = (id: string): number => Math.floor(idTime(id) / dayMs)

/** Counts one id in. The 32 bits are chance: what is lost or added shows but once in four thousand million times. */
export function countIn(sums: DaySums, id: string): void {
  const day = dayOf(id)
  const { count, sum } = sums.get(day) ?? { count: 0, sum: 0 }
  sums.set(day, { count: count + 1, sum: sum + Number.parseInt(id.slice(-8), 16) })
}

/** Runs of neighbouring days, first and last each; `days` in any order. */
export function dayRuns(days: readonly number[]): [number, number][] {
  const runs: [number, number][] = []
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && day <= last[1] + 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
}

/** The ids of some days lie from the first of these, which may be one of them, up to the second, which is none. */
export function idsOf([first, last]: readonly [number, number]): [from: string, to: string] {
  return [firstIdAt(first * dayMs), firstIdAt((last + 1) * dayMs)]
}
