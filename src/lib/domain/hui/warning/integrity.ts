import { daysLater } from '../calendar.ts'
import type { Fact } from '../../facts.ts'
import { indicator, levelOfShare, type EvidenceRow, type Indicator } from './indicator.ts'
import type { HostWatch, LineWatch } from './watch.ts'

/**
 * R22, of all that ever happened: entries reversed, or recorded with an earlier day, long after their round was closed, by the
 * times of recording, which are no later than the server took them. A book entered long after the rounds shows nothing: each round closes when its hand-over is entered.
 */
export function bookIntegrity({ lines, limits }: HostWatch): Indicator {
  const { graceDays, leastEntries, ...bounds } = limits.R22
  const entries = lines.reduce((sum, { records }) => sum + records.entries.length, 0)
  const changed = lines.flatMap((line) => changedLate(line, graceDays))
  const level = entries < leastEntries ? 'too-few' : levelOfShare(changed.length, entries, bounds)
  return indicator('R22', level, { changed: changed.length, entries, leastEntries }, changed)
}

function changedLate({ id, state, records }: LineWatch, graceDays: number): EvidenceRow[] {
  const written = ({ id }: Fact) => records.writtenOn.get(id)!
  const closings = new Map<number, { on: string; until: string }>()
  for (const { k, closed } of state.rounds) {
    const pots = closed ? (records.pots.get(k) ?? []) : []
    const on = pots.map(written).reduce((last, day) => (day > last ? day : last), '')
    if (on) closings.set(k, { on, until: daysLater(on, graceDays) })
  }
  const first = [...closings.values()].reduce(
    (soonest, { until }) => (until < soonest ? until : soonest),
    '9'
  )
  const late = records.entries.filter((fact) => written(fact) > first)
  if (late.length === 0) return []
  const byId = new Map(records.entries.map((fact) => [fact.id, fact]))
  return late.flatMap((fact) => {
    const isReversal = fact.type === 'hui.entry-reversed'
    const k = kOf(isReversal ? byId.get(fact.body.entry) : fact)
    const closing = k === undefined ? undefined : closings.get(k)
    if (k === undefined || !closing || written(fact) <= closing.until) return []
    const isBackDated = !isReversal && 'on' in fact.body && fact.body.on <= closing.on
    return isReversal || isBackDated ? [{ line: id, k, fact: fact.id }] : []
  })
}

const kOf = (fact: Fact | undefined): number | undefined =>
  fact && 'k' in fact.body ? (fact.body.k as number) : undefined
