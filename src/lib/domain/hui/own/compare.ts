import type { Line, Round } from '../state.ts'

/** Tells where a line in the commune's book and what its host declared of it differ. */
export interface LineDifferences {
  /** Whether model, head, face, number of parts, period or first day differ. */
  terms: boolean
  /** The numbers of the rounds that both have, with another taker, bid, day or payout. */
  rounds: number[]
}

/** Compares two books of one line. People bear other ids in each, so takers are compared by their parts. */
export function bookDifferences(recorded: Line, declared: Line): LineDifferences {
  const agreed = ({ terms: { model, head, face, n, period, startsOn } }: Line) =>
    JSON.stringify([model, head, face, n, period, startsOn])
  const told = ({ taker, bid, on, payout }: Round) => JSON.stringify([taker, bid, on, payout])
  const theirs = new Map(declared.rounds.map((round) => [round.k, told(round)]))
  const rounds = recorded.rounds.filter((round) => (theirs.get(round.k) ?? told(round)) !== told(round))
  return { terms: agreed(recorded) !== agreed(declared), rounds: rounds.map(({ k }) => k) }
}
