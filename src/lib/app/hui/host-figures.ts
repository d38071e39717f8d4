import {
  compareClaims,
  bookSum,
  type ComparedClaimant,
  type ComparedClaims
} from '#lib/domain/hui/collapse/compare-claims.ts'
import type { Collapse } from '#lib/domain/hui/collapse/collapse.ts'
import { fineConducts, fineOn, finePeriods } from '#lib/domain/hui/law/fines.ts'
import { hostSums } from '#lib/domain/hui/money/debts.ts'
import { coversIfStops, liabilityByDay, takersIn } from '#lib/domain/hui/money/liability.ts'
import type { HuiBook } from './hui-book.svelte.ts'
import { hostLines } from './host-lines.ts'
import { huiRules, type LawRule } from '#lib/domain/hui/law/rules.ts'

export {
  bookSum,
  coversIfStops,
  fineConducts,
  fineOn,
  finePeriods,
  hostSums,
  huiRules,
  liabilityByDay,
  takersIn
}
export type { ComparedClaimant, ComparedClaims, LawRule }

/**
 * Counts those who have taken and owe rounds to come, and what they owe together, đồng; null while they are fewer than two, for
 * the sum of one is theirs.
 */
export function takersAhead(
  lines: Parameters<typeof coversIfStops>[0]
): { people: number; amount: number } | null {
  const people = new Set<string>()
  let amount = 0
  for (const line of lines)
    for (const person of takersIn([line]))
      for (const cover of coversIfStops([line], person)) {
        people.add(person)
        amount += cover.amount
      }
  return people.size < 2 ? null : { people: people.size, amount }
}

/** Sets a file's claims beside the book of its host's lines; null while these are being read. */
export function comparedFile(
  book: HuiBook,
  { host, claims }: Collapse
): (ComparedClaims & { newer: boolean }) | null {
  const states = hostLines(book, host)?.flatMap(({ state }) => state ?? [])
  if (!states) return null
  return {
    ...compareClaims(claims, states, book.remarks.one),
    newer: states.some(({ newer }) => newer.length > 0)
  }
}
