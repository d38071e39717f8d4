import { overCapBids, risingBids } from './bids.ts'
import { advanceBurden, latePayments, liabilityCover } from './burden.ts'
import { bareRecords, unconfirmedPayouts } from './confirmations.ts'
import { noticeGap } from './duty.ts'
import { liveLines, roundRobins, sharedMembers } from './growth.ts'
import { collectorsAccount, lateHandovers } from './handover.ts'
import { collidingIn, identityCollisions, unverifiedIn, unverifiedShare } from './identity.ts'
import { byLevel, indicator, isRaised, type Indicator } from './indicator.ts'
import { bookIntegrity } from './integrity.ts'
import type { WatchedLine } from './records.ts'
import { bookMismatch, inducements, soldParts } from './reports.ts'
import type { Signs } from './signs.ts'
import { thresholds, type Thresholds } from './thresholds.ts'
import { scoreOf, verdictOf, type HostVerdict } from './verdict.ts'
import { insidersOf, isLive, lineWatch, recentLines, type HostWatch, type LineWatch } from './watch.ts'
import { absentWins, earlyWins } from './wins.ts'

/** The early warning of one host: all indicators, in the order of their table. */
export interface HostWarning extends HostVerdict {
  host: string
  indicators: Indicator[]
  /** Indicators of single lines, by line id. */
  byLine: Map<string, Indicator[]>
}

export interface WarningContext {
  /** Unix ms; later facts do not count yet. */
  asOf: number
  /** The same, as the day where the commune is. */
  day: string
  limits?: Thresholds
  signs?: Signs
  /** The one id of a person who is known by several ids (*persons-same*), by each of the others. */
  same?: ReadonlyMap<string, string>
}

/**
 * Computes the early warning of each host, the one with the most to check first. Pure: the same lines give the same result,
 * in whatever order, and no host's lines touch another host.
 */
export function hostWarnings(lines: readonly WatchedLine[], context: WarningContext): HostWarning[] {
  const { same } = context
  const who = same ? (person: string) => oneOf(person, same) : (person: string) => person
  const linesByHost = new Map<string, LineWatch[]>()
  for (const watched of lines) {
    const line = lineWatch(watched, context.asOf)
    const host = who(line.state.terms.host)
    if (linesByHost.has(host)) linesByHost.get(host)!.push(line)
    else linesByHost.set(host, [line])
  }
  return [...linesByHost]
    .map(([host, own]) => warningOf(watchOf(host, own, context, who)))
    .map((warning) => ({ warning, score: scoreOf(warning.indicators) }))
    .sort((a, b) => urgency(b) - urgency(a) || (a.warning.host < b.warning.host ? -1 : 1))
    .map(({ warning }) => warning)
}

const urgency = ({ warning, score }: { warning: HostWarning; score: number }) =>
  score + (warning.review ? 1_000 : 0)

/** Follows ids to the last one; of a circle the first by name is the one. */
function oneOf(person: string, same: ReadonlyMap<string, string>): string {
  const seen = new Set<string>()
  let one = person
  for (let next = same.get(one); next !== undefined; next = same.get(one)) {
    if (seen.has(next)) return [...seen].sort()[0]!
    seen.add(next)
    one = next
  }
  return one
}

function watchOf(
  host: string,
  own: readonly LineWatch[],
  { day, limits = thresholds, signs = {} }: WarningContext,
  who: HostWatch['who']
): HostWatch {
  const lines = own.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return { host, lines, live: lines.filter((line) => isLive(line, day)), day, limits, signs, who }
}

function warningOf(watch: HostWatch): HostWarning {
  const insiders = new Set([...insidersOf(watch), ...unverifiedIn(watch), ...collidingIn(watch)])
  const byLine = new Map(
    watch.lines.map((line) => [
      line.id,
      [
        unverifiedShare(line, watch),
        earlyWins(line, watch, insiders),
        absentWins(line, watch),
        risingBids(line, watch),
        latePayments(line, watch)
      ]
    ])
  )
  const recent = recentLines(watch).map(({ id }) => byLine.get(id)!)
  const [r1, r4, r6, r11, r13] = (['R1', 'R4', 'R6', 'R11', 'R13'] as const).map((id, i) =>
    worstOf(
      id,
      recent.map((indicators) => indicators[i]!)
    )
  ) as [Indicator, Indicator, Indicator, Indicator, Indicator]
  const indicators = [
    r1,
    identityCollisions(watch),
    collectorsAccount(watch),
    r4,
    unconfirmedPayouts(watch),
    r6,
    liveLines(watch),
    liabilityCover(watch),
    advanceBurden(watch),
    roundRobins(watch),
    r11,
    overCapBids(watch),
    r13,
    lateHandovers(watch),
    bareRecords(watch),
    indicator('R16', 'not-computable', {}),
    sharedMembers(watch),
    bookMismatch(watch),
    soldParts(watch),
    inducements(watch),
    noticeGap(watch),
    bookIntegrity(watch)
  ]
  return { host: watch.host, indicators, byLine, ...verdictOf(indicators) }
}

/** Returns the worst of one indicator over the lines; it names all lines that are as bad. */
function worstOf(id: Indicator['id'], ofLines: readonly Indicator[]): Indicator {
  const [worst] = ofLines.toSorted((a, b) => byLevel(a.level, b.level))
  if (!worst) return indicator(id, 'not-computable', {})
  const lines = ofLines.filter(({ level }) => level === worst.level).flatMap(({ lines }) => lines)
  return isRaised(worst) ? { ...worst, lines: [...new Set(lines)] } : worst
}
