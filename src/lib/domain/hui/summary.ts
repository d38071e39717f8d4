import type { Due, Line, Round } from './state.ts'

/** The debt of one kind of part in a round: number of parts, amount of each, and sum, đồng. */
export interface Side {
  parts: number
  each: number
  due: number
}

/**
 * Returns what a round's dead parts (took earlier, owe the face) and live parts (owe the face less the bid) owe
 * together. The taker's part is left out: it owes nothing.
 */
export function sidesOf(
  round: Round,
  { parts, face }: Pick<Line, 'parts' | 'face'>
): { dead: Side; live: Side } {
  const before = (no: number) => (parts[no - 1]?.takenAt ?? Infinity) < round.k
  const dues = round.dues.filter(({ part }) => part !== round.taker)
  const side = (those: Round['dues'], each: number): Side => ({
    parts: those.length,
    each,
    due: those.reduce((sum, { due }) => sum + due, 0)
  })
  return {
    dead: side(
      dues.filter(({ part }) => before(part)),
      face
    ),
    live: side(
      dues.filter(({ part }) => !before(part)),
      face - round.bid
    )
  }
}

/**
 * Counts the parts that owe something in a round, those fully paid by their holders, and those for which the host put
 * in the whole or the missing rest.
 */
export function progressOf({ dues }: Pick<Round, 'dues'>): { paid: number; advanced: number; of: number } {
  const owing = dues.filter(({ due }) => due > 0)
  const covered = owing.filter(({ open }) => open === 0)
  const advanced = covered.filter(({ advanced }) => advanced > 0).length
  return { paid: covered.length - advanced, advanced, of: owing.length }
}

/** A person's debt from the rounds held, over all their parts, đồng. */
export interface Owed {
  holder: string
  amount: number
  parts: number[]
  rounds: number[]
}

/** Returns the people with money unpaid in the rounds held; the largest sum first. */
export const arrearsOf = (line: Pick<Line, 'rounds' | 'parts'>): Owed[] => owedOf(line, ({ open }) => open)

/** Returns the people who owe the host money that the host advanced for them; the largest sum first. */
export const advancesOf = (line: Pick<Line, 'rounds' | 'parts'>): Owed[] =>
  owedOf(line, ({ advanced }) => advanced)

/**
 * Returns the liability of taken parts (hụi chết), đồng: the host's advances for them, and the face of each round that
 * is not held. Two figures, never one: courts differ on whether the second may be claimed.
 * @param holder whose parts to count; all when not given
 */
export function takenOf(
  { parts, rounds, n, face }: Pick<Line, 'parts' | 'rounds' | 'n' | 'face'>,
  holder?: string
) {
  const taken = parts.filter((part) => part.takenAt !== null && (!holder || part.holder === holder))
  const advances = rounds.flatMap(({ dues }) => taken.map(({ no }) => dues[no - 1]!.advanced))
  const advanced = advances.reduce((sum, amount) => sum + amount, 0)
  const ahead = n - rounds.length
  return { parts: taken.length, advanced, ahead, notYetDue: taken.length * ahead * face }
}

function owedOf({ rounds, parts }: Pick<Line, 'rounds' | 'parts'>, of: (due: Due) => number): Owed[] {
  const byHolder = new Map<string, { amount: number; parts: Set<number>; rounds: Set<number> }>()
  for (const { k, dues } of rounds) {
    for (const due of dues) {
      const { part } = due
      if (of(due) === 0) continue
      const holder = parts[part - 1]!.holder
      const known = byHolder.get(holder) ?? { amount: 0, parts: new Set(), rounds: new Set() }
      known.amount += of(due)
      known.parts.add(part)
      known.rounds.add(k)
      byHolder.set(holder, known)
    }
  }
  return [...byHolder]
    .map(([holder, { amount, parts, rounds }]) => ({
      holder,
      amount,
      parts: [...parts],
      rounds: [...rounds]
    }))
    .sort((a, b) => b.amount - a.amount || (a.holder < b.holder ? -1 : 1))
}
