import type { Line } from '../state.ts'
import { exposuresOf } from './exposure.ts'
import { split } from './split.ts'

type Dated = Pick<Line, 'rounds' | 'terms'>

/** Tells what the taken parts of all lines of a host still owe together from a day on, ISO; đồng. */
export interface DayLiability {
  on: string
  amount: number
}

/**
 * Sums `D_k` of lines by day: one step for each day on which a round changed it, the first day first. A line that was
 * stopped stays at its last round: its taken parts owe what they owed. No forecast, and arrears are not in it.
 */
export function liabilityByDay(lines: readonly Dated[]): DayLiability[] {
  const changes = new Map<string, number>()
  for (const line of lines) {
    let before = 0
    for (const [i, { face, added }] of exposuresOf(line).entries()) {
      const { on } = line.rounds[i]!
      changes.set(on, (changes.get(on) ?? 0) + face + added - before)
      before = face + added
    }
  }
  let amount = 0
  const days = [...changes].sort(([a], [b]) => (a < b ? -1 : 1))
  return days.map(([on, change]) => ({ on, amount: (amount += change) }))
}

/** Tells what the host of a line would have to cover of one person's taken parts, đồng. */
export interface StopCover {
  line: string
  /** Number of her parts that took, also where she holds some of one. */
  parts: number
  /** Rounds that are not held yet. */
  ahead: number
  amount: number
}

/**
 * Returns what a person's taken parts owe in the rounds that are not held, by line, the largest sum first: what the host
 * would have to put in if she paid nothing any more (NĐ 19/2019/NĐ-CP, Điều 18). Of a part that is cut she owes her
 * share, split as a due is. Lines that were stopped, or in which she owes nothing ahead, are left out.
 */
export function coversIfStops(
  lines: readonly Pick<Line, 'id' | 'parts' | 'rounds' | 'terms' | 'stopped'>[],
  person: string
): StopCover[] {
  return lines
    .flatMap(({ id, parts, rounds, terms, stopped }): StopCover[] => {
      const ahead = terms.n - rounds.length
      if (stopped || ahead === 0) return []
      const dues = parts.flatMap((part) => {
        const at = part.takenAt === null ? -1 : part.holders.findIndex((holder) => holder.person === person)
        if (at < 0) return []
        const due = terms.face + (terms.model === 'premium' ? part.bid : 0)
        return split(
          due,
          part.holders.map(({ units }) => units)
        )[at]!
      })
      const amount = ahead * dues.reduce((sum, due) => sum + due, 0)
      return amount > 0 ? [{ line: id, parts: dues.length, ahead, amount }] : []
    })
    .sort((a, b) => b.amount - a.amount || (a.line < b.line ? -1 : 1))
}

/** Returns who holds taken parts of these lines, but for their hosts, each once. */
export function takersIn(lines: readonly Pick<Line, 'parts' | 'terms'>[]): string[] {
  const found = lines.flatMap(({ parts, terms }) =>
    parts
      .filter(({ takenAt }) => takenAt !== null)
      .flatMap(({ holders }) => holders.map(({ person }) => person).filter((person) => person !== terms.host))
  )
  return [...new Set(found)]
}
