import { capsOf } from '../law/cap.ts'
import type { Line, Round } from '../state.ts'
import { indicator, type Indicator } from './indicator.ts'
import type { HostWatch, LineWatch } from './watch.ts'

/**
 * R11, of a line: how steeply bids rise over its last rounds, by least squares; they should fall as fewer rounds remain. The
 * head round, the last one and rounds in which nobody bid tell nothing; nor does a line whose bids are fixed or none.
 */
export function risingBids({ id, state }: LineWatch, { limits }: HostWatch): Indicator {
  const { amber, red, rounds: last } = limits.R11
  const { model, n, face } = state.terms
  if (model === 'fixed' || model === 'interest-free') return indicator('R11', 'not-computable', {})
  const judged = state.rounds.filter((round) => round.k < n && round.bid > 0).slice(-last)
  const evidence = judged.map(({ k, taker }) => ({ line: id, k, part: taker }))
  if (judged.length < last)
    return indicator('R11', 'too-few', { rounds: judged.length, least: last }, evidence)
  const { rise, run } = slopeOf(judged)
  // rise ÷ run, in percent of the face a round.
  const level = rise * 100 > red * run * face ? 'red' : rise * 100 >= amber * run * face ? 'amber' : 'none'
  return indicator('R11', level, { rounds: judged.length, rise, run, face, least: last }, evidence)
}

/** Returns the slope of the bids over the rounds as a fraction of whole numbers, đồng a round. */
function slopeOf(rounds: readonly Pick<Round, 'k' | 'bid'>[]): { rise: number; run: number } {
  const sum = (value: (of: (typeof rounds)[number]) => number) =>
    rounds.reduce((all, one) => all + value(one), 0)
  const ks = sum(({ k }) => k)
  const rise = rounds.length * sum(({ k, bid }) => k * bid) - ks * sum(({ bid }) => bid)
  return { rise, run: rounds.length * sum(({ k }) => k * k) - ks ** 2 }
}

/**
 * R12: rounds of live lines whose bid is above a cap of Điều 21. It is law to show beside the number and no sign of a
 * collapse, since nearly every honest line has such rounds: it has no level.
 */
export function overCapBids({ live }: HostWatch): Indicator {
  const over = live.flatMap(({ id, state }) =>
    state.rounds.flatMap((round) => {
      const { strict, literal } = capsIn(state, round)
      return round.bid > strict ? [{ line: id, k: round.k, isLiteral: round.bid > literal }] : []
    })
  )
  const inputs = {
    overStrict: over.length,
    overLiteral: over.filter(({ isLiteral }) => isLiteral).length,
    rounds: live.reduce((sum, { state }) => sum + state.rounds.length, 0)
  }
  return indicator(
    'R12',
    'none',
    inputs,
    over.map(({ line, k }) => ({ line, k }))
  )
}

const capsIn = ({ terms: { n, face, period } }: Pick<Line, 'terms'>, { k }: Round) =>
  capsOf({ k, n, face, period })
