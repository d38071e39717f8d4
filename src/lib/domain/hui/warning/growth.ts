import { daysLater } from '../calendar.ts'
import { periodYears } from '../law/period-years.ts'
import { indicator, levelFrom, levelOfShare, worse, type EvidenceRow, type Indicator } from './indicator.ts'
import { isOwnPot, type HostWatch, type LineWatch } from './watch.ts'

/** R7: lines that run at once, and lines begun in half a year against those that came to their end in it. */
export function liveLines({ lines, live, day, limits }: HostWatch): Indicator {
  const { ratio, days, ...bounds } = limits.R7
  const since = daysLater(day, -days)
  const started = lines.filter(({ from }) => from > since && from <= day)
  const ended = lines.filter(
    ({ state, until }) => state.complete && until !== null && until > since && until <= day
  )
  const grows = started.length * 100 > ratio * Math.max(1, ended.length)
  const level = worse(levelFrom(live.length, bounds), grows ? 'red' : 'none')
  const evidence = [...new Set([...live, ...started])].map(({ id }) => ({ line: id }))
  return indicator('R7', level, { live: live.length, started: started.length, ended: ended.length }, evidence)
}

/**
 * R10: pots of an older line handed over beside the opening of a newer one whose first round brought in nearly as much. Each
 * pot counts once for each such line. Evidence is each pot and each opening once: many lines that open on one day make more
 * pairs than anybody reads.
 */
export function roundRobins(watch: HostWatch): Indicator {
  const { apartDays, share, days, leastPeriod, ...bounds } = watch.limits.R10
  const since = daysLater(watch.day, -days)
  const openings = openingsIn(watch.lines)
  const byDay = new Map<string, Opening[]>()
  for (const opening of openings) {
    const same = byDay.get(opening.on)
    if (same) same.push(opening)
    else byDay.set(opening.on, [opening])
  }
  let payouts = 0
  let pairs = 0
  const evidence = new Map<string, EvidenceRow>()
  const keep = (line: string, k: number) => evidence.set(`${line} ${k}`, { line, k })
  for (const line of watch.lines.filter((line) => isSlow(line, leastPeriod)))
    for (const round of line.state.rounds) {
      const on = handedOn(line, round.k)
      if (!on || on <= since || on > watch.day || isOwnPot(round, watch)) continue
      payouts += 1
      const before = pairs
      for (let apart = -apartDays; apart <= apartDays; apart++)
        for (const opening of byDay.get(daysLater(on, apart)) ?? []) {
          if (opening.from <= line.from || opening.inflow * 100 < share * round.handed) continue
          pairs += 1
          opening.isBeside = true
        }
      if (pairs > before) keep(line.id, round.k)
    }
  for (const { line, isBeside } of openings) if (isBeside) keep(line, 1)
  const inputs = { pairs, payouts, openings: openings.length }
  return indicator('R10', levelFrom(pairs, bounds), inputs, [...evidence.values()])
}

/** The first round of a line, ISO days and đồng; `isBeside`: a pot was handed over beside it. */
interface Opening {
  line: string
  from: string
  on: string
  inflow: number
  isBeside: boolean
}

const openingsIn = (lines: readonly LineWatch[]): Opening[] =>
  lines.flatMap(({ id, from, state }) => {
    const first = state.rounds[0]
    return first ? [{ line: id, from, on: first.on, inflow: first.paid + first.drawn, isBeside: false }] : []
  })

/** Returns the day on which a pot was first handed over, if any of it was. */
function handedOn({ records }: LineWatch, k: number): string | undefined {
  const days = (records.pots.get(k) ?? []).flatMap(({ type, body }) =>
    type === 'hui.pot-handed' && body.amount > 0 ? [body.on] : []
  )
  return days.sort()[0]
}

function isSlow({ state }: LineWatch, leastPeriod: number): boolean {
  const { over, under } = periodYears[state.terms.period]
  return over * 365 >= leastPeriod * under
}

/** R17: members who play in several live lines of the host at once; the host herself is left out. */
export function sharedMembers(watch: HostWatch): Indicator {
  const { lines: least, leastMembers, ...bounds } = watch.limits.R17
  const linesByMember = new Map<string, number>()
  for (const line of watch.live)
    for (const person of holdersOf(line, watch))
      linesByMember.set(person, (linesByMember.get(person) ?? 0) + 1)
  linesByMember.delete(watch.host)
  const shared = [...linesByMember].filter(([, lines]) => lines >= least)
  const members = linesByMember.size
  const level = members < leastMembers ? 'too-few' : levelOfShare(shared.length, members, bounds)
  const evidence = shared.map(([person]) => ({ person }))
  return indicator(
    'R17',
    level,
    { shared: shared.length, members, live: watch.live.length, leastMembers },
    evidence
  )
}

const holdersOf = ({ state }: LineWatch, { who }: HostWatch) =>
  new Set(state.parts.flatMap(({ holders }) => holders.map(({ person }) => who(person))))
