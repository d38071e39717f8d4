import { daysFrom } from '../calendar.ts'
import { latePotsIn, type LatePot } from '../money/late.ts'
import type { Round } from '../state.ts'
import { indicator, levelFrom, worse, type EvidenceRow, type Indicator } from './indicator.ts'
import { insidersOf, isOwnPot, takersOf, type HostWatch } from './watch.ts'

/**
 * R3, of all that ever happened: pots of others that went to an account of the host or of her household. Cash is not seen.
 * Whose account it was is a sign; else the record's receiver.
 */
export function collectorsAccount(watch: HostWatch): Indicator {
  const insiders = insidersOf(watch)
  let transfers = 0
  const evidence: EvidenceRow[] = []
  for (const { id, state, records } of watch.lines)
    for (const [k, pots] of records.pots) {
      const takers = state.rounds[k - 1] ? takersOf(state.rounds[k - 1]!, watch) : []
      for (const pot of pots) {
        if (pot.type !== 'hui.pot-handed' || pot.body.method !== 'transfer') continue
        transfers += 1
        const account = watch.who(watch.signs.accounts?.get(pot.id) ?? pot.body.to)
        const isOthers = !takers.some((person) => insiders.has(person))
        if (isOthers && insiders.has(account)) evidence.push({ line: id, k, fact: pot.id })
      }
    }
  const { redShare, ...bounds } = watch.limits.R3
  const level = levelFrom(evidence.length, bounds)
  const isMuch = evidence.length * 100 > redShare * transfers
  const inputs = { toInsiders: evidence.length, transfers, redShare }
  return indicator('R3', level === 'red' && !isMuch ? 'amber' : level, inputs, evidence)
}

/**
 * R14, of all live lines: pots handed over after the agreed day, or in part. Where nobody has to put in what is missing the
 * pot waits for it. Lines of which no hand-over was ever recorded tell nothing.
 */
export function lateHandovers(watch: HostWatch): Indicator {
  const { redDays, ...bounds } = watch.limits.R14
  const told = watch.live.filter(({ state }) => state.rounds.some(({ moved }) => moved.length > 0))
  const judged = told.flatMap((line) => {
    const late = latePotsIn(line.state, watch.day)
    return line.state.rounds
      .filter((round) => isWaitedFor(round, watch))
      .map((round) => ({ line, round, days: daysLate(round, late) }))
  })
  const late = judged.flatMap(({ line, round, days }) => {
    const gone = round.handed + round.left + round.setOff
    const isPart = gone > 0 && gone < round.payout
    return days > 0 || isPart ? [{ days, line: line.id, k: round.k, part: round.taker }] : []
  })
  const longest = late.reduce((most, { days }) => Math.max(most, days), 0)
  const inputs = { late: late.length, longestDays: longest, pots: judged.length }
  if (told.length === 0) return indicator('R14', 'not-computable', inputs)
  const level = worse(levelFrom(late.length, bounds), longest > redDays ? 'red' : 'none')
  const evidence = late.map(({ line, k, part }) => ({ line, k, part }))
  return indicator('R14', level, inputs, evidence)
}

function isWaitedFor(round: Round, watch: HostWatch): boolean {
  const waits = round.terms.advance === 'nobody' && round.open > 0
  return round.payout > 0 && !waits && !isOwnPot(round, watch)
}

/** Returns how many days after the agreed day the last of a pot came, or has not come yet; 0 or below: in time. */
function daysLate(round: Round, late: readonly LatePot[]): number {
  const longest = late.reduce((most, { k, days }) => (k === round.k ? Math.max(most, days) : most), 0)
  return round.terms.advance === 'nobody' ? longest - daysFrom(round.on, lastPaidOn(round)) : longest
}

/** Returns the day of the last payment into a round. */
const lastPaidOn = ({ on, dues }: Round): string =>
  dues.flatMap(({ pieces }) => pieces).reduce((last, piece) => (piece.on > last ? piece.on : last), on)
