import type { Round } from '../state.ts'
import { indicator, levelAbove, levelOfShare, type EvidenceRow, type Indicator } from './indicator.ts'
import { takersOf, type HostWatch, type LineWatch } from './watch.ts'

/**
 * R4, of a line: wins of insiders in its first third, against as many as their parts would win by chance. The head part of
 * a họ đầu thảo takes by agreement: it counts neither as a win nor as a part.
 */
export function earlyWins(line: LineWatch, watch: HostWatch, insiders: ReadonlySet<string>): Indicator {
  const { leastWins, leastRedWins, ...bounds } = watch.limits.R4
  const { parts, terms, rounds } = line.state
  const headPart = rounds.find(({ chosen }) => chosen === 'head')?.taker
  const own = parts.filter(({ no, holders }) => no !== headPart && isMostly(holders, insiders, watch))
  const window = Math.ceil(terms.n / 3)
  const early = rounds.filter(({ k, chosen }) => k <= window && chosen !== 'head')
  const wins = early.filter((round) => takersOf(round, watch).some((person) => insiders.has(person)))
  const inputs = {
    wins: wins.length,
    early: window,
    held: early.length,
    insiderParts: own.length,
    parts: terms.n,
    leastWins,
    leastRedWins
  }
  const evidence = wins.map(({ k, taker }): EvidenceRow => ({ line: line.id, k, part: taker }))
  if (early.length < leastWins) return indicator('R4', 'too-few', inputs)
  if (wins.length < leastWins) return indicator('R4', 'none', inputs, evidence)
  // wins ÷ (window × own ÷ n), percent; an insider who has sold since may leave no part to expect a win of.
  const expected = window * Math.max(1, own.length)
  const level = levelAbove(wins.length * terms.n * 100, {
    amber: bounds.amber * expected,
    red: bounds.red * expected
  })
  const isEnough = wins.length >= leastRedWins
  return indicator('R4', level === 'red' && !isEnough ? 'amber' : level, inputs, evidence)
}

/** Tells whether insiders hold at least half of a part. */
function isMostly(
  holders: LineWatch['state']['parts'][number]['holders'],
  insiders: ReadonlySet<string>,
  { who }: HostWatch
): boolean {
  const all = holders.reduce((sum, { units }) => sum + units, 0)
  const own = holders.reduce((sum, { person, units }) => (insiders.has(who(person)) ? sum + units : sum), 0)
  return own * 2 >= all
}

/**
 * R6, of a line: rounds whose taker neither was there nor bid, nor had somebody bid; a bid by the host is no presence. Only
 * rounds that were bid for, of which somebody noted who was there; the last one has nothing to bid for.
 */
export function absentWins({ id, state, records }: LineWatch, { limits }: HostWatch): Indicator {
  const { leastRounds, ...bounds } = limits.R6
  const judged = state.rounds.flatMap((round) => {
    if (round.k === state.terms.n || (round.chosen !== 'bid' && round.chosen !== 'vote')) return []
    const seen = round.records.flatMap((record) => records.rounds.get(record)?.body.present ?? [])
    if (seen.length === 0 && round.tickets.length === 0) return []
    return [{ round, there: seen.includes(round.taker) || hasOwnTicket(round) }]
  })
  const absent = judged.filter(({ there }) => !there)
  const level = judged.length < leastRounds ? 'too-few' : levelOfShare(absent.length, judged.length, bounds)
  const evidence = absent.map(({ round }) => ({ line: id, k: round.k, part: round.taker }))
  const inputs = { absent: absent.length, rounds: judged.length, held: state.rounds.length, leastRounds }
  return indicator('R6', level, inputs, evidence)
}

const hasOwnTicket = ({ tickets, taker }: Pick<Round, 'tickets' | 'taker'>) =>
  tickets.some(({ part, by }) => part === taker && by !== 'host')
