import { daysFrom, daysLater } from '../calendar.ts'
import { commissionOf } from '../money/commission.ts'
import { exposuresOf } from '../money/exposure.ts'
import { periodYears } from '../law/period-years.ts'
import { receivablesOf } from '../money/receivables.ts'
import type { Due } from '../state.ts'
import { indicator, levelAbove, levelOfShare, worse, type Indicator } from './indicator.ts'
import type { HostWatch, LineWatch } from './watch.ts'

/**
 * R8: what the host must carry if all takers of live lines stop, and the commission that comes in within a year. Nobody asks
 * for an income, so that no level is computed.
 */
export function liabilityCover({ live }: HostWatch): Indicator {
  const exposure = live.reduce((sum, { state }) => {
    const { face, added } = exposuresOf(state).at(-1) ?? { face: 0, added: 0 }
    return sum + face + added
  }, 0)
  const commission = live.reduce((sum, line) => sum + commissionAhead(line), 0)
  return indicator('R8', 'not-computable', { exposure, commission, live: live.length })
}

function commissionAhead({ state: { terms, rounds } }: LineWatch): number {
  const { over, under } = periodYears[terms.period]
  const ahead = Math.min(terms.n - rounds.length, Math.floor(under / over))
  return ahead * commissionOf(terms.commission, terms.face)
}

/**
 * R9, of all that ever happened: what the host put in for others and did not get back in time, against the commission earned.
 */
export function advanceBurden(watch: HostWatch): Indicator {
  const { leastRounds, leastPeople, afterDays, ...bounds } = watch.limits.R9
  const before = daysLater(watch.day, -afterDays)
  const rounds = watch.lines.reduce((sum, { state }) => sum + state.rounds.length, 0)
  const commission = watch.lines.reduce(
    (sum, { state }) => sum + state.rounds.reduce((of, round) => of + round.commission, 0),
    0
  )
  const owed = watch.lines.flatMap(({ id, state }) =>
    receivablesOf({ rounds: state.rounds.filter(({ on, covered }) => covered > 0 && on < before) })
      .filter(
        ({ to, holder }) => to !== null && watch.who(to) === watch.host && watch.who(holder) !== watch.host
      )
      .map(({ k, part, holder, amount }) => ({ line: id, k, part, person: watch.who(holder), amount }))
  )
  const outstanding = owed.reduce((sum, { amount }) => sum + amount, 0)
  const debtors = new Set(owed.map(({ person }) => person)).size
  const inputs = {
    outstanding,
    commission,
    covers: owed.length,
    debtors,
    rounds,
    afterDays,
    leastRounds,
    leastPeople
  }
  if (rounds < leastRounds) return indicator('R9', 'too-few', inputs)
  const level = debtors < leastPeople ? 'none' : levelOfShare(outstanding, commission, bounds)
  const evidence = owed.map(({ line, k, part }) => ({ line, k, part }))
  return indicator('R9', level, inputs, evidence)
}

/**
 * R13, of a line: dues that came after the days to collect, or have not come, in the last rounds whose collection is over,
 * and the median of the days by which they are late, once it is of several people. What others put in is not paid by the member. The host's own dues,
 * and rounds of which no money was recorded, are left out; a cut part counts once for each holder.
 */
export function latePayments({ id, state }: LineWatch, { host, who, day, limits }: HostWatch): Indicator {
  const { amber, red, amberDays, redDays, rounds: last, leastDues, leastPeople } = limits.R13
  const over = state.rounds.filter(({ on, terms }) => daysLater(on, terms.collectDays) < day).slice(-last)
  const told = over.filter(({ paid, covered, drawn }) => paid + covered + drawn > 0)
  const dues = told.flatMap(({ k, on, terms, dues }) => {
    const until = daysLater(on, terms.collectDays)
    return dues
      .filter(({ due, holder }) => due > 0 && who(holder) !== host)
      .map((due) => ({
        k,
        part: due.part,
        person: who(due.holder),
        days: daysFrom(until, paidOn(due, on) ?? day)
      }))
  })
  const late = dues.filter(({ days }) => days > 0)
  const median = medianOf(late.map(({ days }) => days))
  const people = new Set(late.map(({ person }) => person)).size
  const inputs = {
    late: late.length,
    dues: dues.length,
    people,
    medianDays: median,
    rounds: told.length,
    leastDues,
    leastPeople
  }
  if (dues.length < leastDues) return indicator('R13', 'too-few', inputs)
  const bySample = people < leastPeople ? 'none' : levelAbove(median, { amber: amberDays, red: redDays })
  const level = worse(levelOfShare(late.length, dues.length, { amber, red }), bySample)
  return indicator(
    'R13',
    level,
    inputs,
    late.map(({ k, part }) => ({ line: id, k, part }))
  )
}

/** Returns the day on which a holder had paid all, that of the round where money paid ahead did; null: not yet. */
function paidOn({ due, drawn, pieces }: Due, held: string): string | null {
  let rest = due - drawn
  let on = held
  for (const piece of pieces) {
    if (rest <= 0) break
    rest -= piece.amount
    on = piece.on
  }
  return rest > 0 ? null : on
}

/** Returns the lower one of two in the middle; 0 of none. */
function medianOf(days: readonly number[]): number {
  return days.toSorted((a, b) => a - b)[Math.floor((days.length - 1) / 2)] ?? 0
}
