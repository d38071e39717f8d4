import type { Line, Round } from './state.ts'

/** What one kind of part owes in a round: how many parts, each so much, together so much, đồng. */
export interface Side {
  parts: number
  each: number
  due: number
}

/** Dead parts (took in an earlier round, pay the face) and live ones (face less the bid) of a round; the taker's owes nothing. */
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

/** How many parts owe something in a round, and how many of them have paid it whole. */
export function progressOf({ dues }: Pick<Round, 'dues'>): { paid: number; of: number } {
  const owing = dues.filter(({ due }) => due > 0)
  return { paid: owing.filter(({ open }) => open === 0).length, of: owing.length }
}

/** What a person has not paid of the rounds held, over all her parts, đồng. */
export interface Arrears {
  holder: string
  open: number
  parts: number[]
  rounds: number[]
}

/** Who still owes money of the rounds held; the largest sum first. */
export function arrearsOf({ rounds, parts }: Pick<Line, 'rounds' | 'parts'>): Arrears[] {
  const byHolder = new Map<string, { open: number; parts: Set<number>; rounds: Set<number> }>()
  for (const { k, dues } of rounds) {
    for (const { part, open } of dues) {
      if (open === 0) continue
      const holder = parts[part - 1]!.holder
      const known = byHolder.get(holder) ?? { open: 0, parts: new Set(), rounds: new Set() }
      known.open += open
      known.parts.add(part)
      known.rounds.add(k)
      byHolder.set(holder, known)
    }
  }
  return [...byHolder]
    .map(([holder, { open, parts, rounds }]) => ({ holder, open, parts: [...parts], rounds: [...rounds] }))
    .sort((a, b) => b.open - a.open || (a.holder < b.holder ? -1 : 1))
}
