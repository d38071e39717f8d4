import type { FactOf } from '../../facts.ts'

/** Somebody who left a part, đồng: the host stands in for its units. */
export interface Departure {
  /** Id of its record. */
  id: string
  part: number
  holder: string
  units: number
  fromRound: number
  /** The part had taken: the leaver paid what remained, and claims nothing. */
  dead: boolean
  /** Counts what went into the units until then, by the leaver and those from whom they had them. */
  contributed: number
  /** Paid to the host at leaving. */
  settled: number
  damage: number
  /** Due at the line's end: contributed and settled, less the damage. */
  claim: number
  /** Counts what the host paid of the claim. */
  paid: number
}

/** Somebody who joined a running line, đồng: `due` for the rounds before, `paid` of it to the host, at joining and since. */
export type Joining = Pick<
  FactOf<'hui.member-joined'>['body'],
  'part' | 'person' | 'units' | 'fromRound' | 'paid'
> & { id: string; due: number }

/** Returns what somebody who joined is short of for the rounds before, đồng. */
export const shortOf = ({ due, paid }: Pick<Joining, 'due' | 'paid'>): number => Math.max(0, due - paid)

/** A part and the round in which it takes. */
export type PartTurn = FactOf<'hui.turn-swapped'>['body']['first']

/** Two parts that swapped their turns, each with the one that it had. */
export interface Swap {
  id: string
  first: PartTurn
  second: PartTurn
}

/** Tells who answers for a holder's dues, for which, up to what sum (đồng), and until which day, if not to the line's end. */
export type Guarantee = Omit<FactOf<'hui.guarantor-agreed'>['body'], 'on' | 'said'> & { id: string }

export type ChangeOfHolder = FactOf<'hui.part-transferred' | 'hui.member-left' | 'hui.member-joined'>

/** Units of a part that went from one holder to another, before the dues of round `k`; `of`: all that the first one held. */
export interface Move {
  id: string
  type: ChangeOfHolder['type']
  k: number
  part: number
  from: string
  to: string
  units: number
  of: number
}

/** Tells how the members of a running line changed: records that count, in the order of their rounds or days. */
export interface Members {
  left: Departure[]
  joined: readonly Joining[]
  /** Units that the host holds since somebody left, and nobody took over. */
  vacant: { part: number; units: number }[]
  swaps: readonly Swap[]
  /** The turns known for rounds not held: what swaps tell, for the order itself stands in no record. */
  turns: PartTurn[]
  guarantees: Guarantee[]
  /** How units went from one holder to another, in that order. */
  moves: readonly Move[]
}
