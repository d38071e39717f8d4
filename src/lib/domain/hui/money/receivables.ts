import type { Line } from '../state.ts'

/** Tells what a person owes of one due, đồng, to whoever covered it; null: to the round's pot. */
export interface Receivable {
  k: number
  part: number
  /** Tells how much of the part the holder has. */
  units: number
  holder: string
  to: string | null
  amount: number
}

/** Returns all that is owed from the rounds held, the oldest first: by round, then by part. */
export const receivablesOf = ({ rounds }: Pick<Line, 'rounds'>): Receivable[] =>
  rounds.flatMap(({ k, dues }) =>
    dues.flatMap(({ part, units, holder, open, covers }) => [
      ...covers
        .filter(({ by, amount, repaid }) => amount > repaid && by !== holder)
        .map(({ by, amount, repaid }) => ({ k, part, units, holder, to: by, amount: amount - repaid })),
      ...(open > 0 ? [{ k, part, units, holder, to: null, amount: open }] : [])
    ])
  )
