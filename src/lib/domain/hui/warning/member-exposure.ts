import { daysFrom } from '../calendar.ts'
import { periodYears } from '../law/period-years.ts'
import { indicator, type EvidenceRow, type Indicator } from './indicator.ts'
import type { Thresholds } from './thresholds.ts'
import { isLive, type LineWatch } from './watch.ts'

/**
 * R16, for the member herself and nobody else: what she pays a month over her live lines, what her taken parts still owe,
 * and how many parts she took within a short time. Nobody asks for an income: only the last has a level.
 * @param lines of all hosts
 */
export function memberExposure(
  person: string,
  lines: readonly LineWatch[],
  { day, limits, who }: { day: string; limits: Thresholds; who: (person: string) => string }
): Indicator {
  const self = who(person)
  const held = lines
    .filter((line) => isLive(line, day))
    .flatMap((line) => line.state.parts.flatMap((part) => shareOf(line, part, self, who)))
  const taken = lines.flatMap(({ id, state }) =>
    state.rounds
      .filter(({ dues, taker }) => dues.some(({ part, holder }) => part === taker && who(holder) === self))
      .map(({ k, on, taker }) => ({ on, row: { line: id, k, part: taker } }))
  )
  const { parts: red, days } = limits.R16
  const together = mostWithin(taken, days)
  const inputs = {
    parts: held.length,
    monthly: Math.floor(held.reduce((sum, { monthly }) => sum + monthly, 0)),
    ahead: Math.floor(held.reduce((sum, { ahead }) => sum + ahead, 0)),
    takenTogether: together.length
  }
  return indicator('R16', together.length >= red ? 'red' : 'not-computable', inputs, together)
}

function shareOf(
  { state: { terms, rounds } }: LineWatch,
  { holders, takenAt, bid }: LineWatch['state']['parts'][number],
  self: string,
  who: (person: string) => string
) {
  const units = holders.reduce((sum, holder) => (who(holder.person) === self ? sum + holder.units : sum), 0)
  if (units === 0) return []
  const share = units / terms.unitsPerPart
  const { over, under } = periodYears[terms.period]
  const each = terms.face + (terms.model === 'premium' ? bid : 0)
  const ahead = takenAt === null ? 0 : each * (terms.n - rounds.length)
  return [{ monthly: (terms.face * share * under) / (over * 12), ahead: ahead * share }]
}

/** Returns the longest run of takings that lie within some days. */
function mostWithin(taken: readonly { on: string; row: EvidenceRow }[], days: number): EvidenceRow[] {
  const all = taken.toSorted((a, b) =>
    a.on < b.on ? -1 : a.on > b.on ? 1 : a.row.line! < b.row.line! ? -1 : 1
  )
  let most: typeof all = []
  let start = 0
  for (let end = 0; end < all.length; end++) {
    while (daysFrom(all[start]!.on, all[end]!.on) > days) start += 1
    if (end - start + 1 > most.length) most = all.slice(start, end + 1)
  }
  return most.map(({ row }) => row)
}
