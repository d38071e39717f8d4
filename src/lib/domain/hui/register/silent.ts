import { daysFrom, daysLater, roundDay } from '../calendar.ts'
import type { Period } from '../facts/periods.ts'
import type { LineOutline } from '../outline.ts'
import type { Group, GroupReport, RoundSchedule } from './groups.ts'
import type { GroupFact } from './stream.ts'

/** How many days after a round a host may still report it before she counts as silent. */
export const reportDays = 2

/** A round whose day has passed and that the host has not reported (kỳ chưa báo). */
export interface SilentRound<F extends GroupFact = GroupFact> {
  /** The groups in which she may report it: all of a host with lines in the book, the first registered first. */
  groups: readonly [Group<F>, ...Group<F>[]]
  /** The line of the book that it belongs to; null where only the row says when rounds are. */
  line: LineOutline | null
  /** Its number; null where only the row says when rounds are. */
  k: number | null
  /** The first such round, ISO day. */
  on: string
  /** How many there are up to today. */
  rounds: number
}

/**
 * Returns the agreed day of round `k`, ISO; null where the calendar has none, undefined while the lunar calendar is still
 * loading.
 */
export type DayOfRound = (agreed: AgreedDays, k: number) => string | null | undefined
type AgreedDays = { period: Period; startsOn: string; lunar?: RoundSchedule['lunar'] | undefined }

/** By the Gregorian calendar alone. */
const solarDay: DayOfRound = ({ period, startsOn }, k) => roundDay(startsOn, period, k)

/**
 * Returns the rounds that hosts have not reported by `today` (ISO day), the longest silent first. A round is reported by
 * its record in the book, or by a report of the group on its day or later; one that names a line or a round reports that
 * one alone. A host without lines in the book is asked for the days that her row agrees on; the lines of one that has some
 * are judged once, by all that was reported in any of her groups, however many those are. Groups that are surveyed only
 * or have stopped are not asked, and nobody is for rounds before the row was registered.
 * @param lines of the book, of all hosts @param one the one id of a person who was written down twice
 */
export function silentRounds<F extends GroupFact>(
  groups: readonly Group<F>[],
  lines: readonly LineOutline[],
  today: string,
  dayOf: DayOfRound = solarDay,
  one: (person: string) => string = (person) => person
): SilentRound<F>[] {
  const limit = daysLater(today, -reportDays)
  const linesOf = together(lines, ({ terms }) => one(terms.host))
  const asked = groups.filter(({ status }) => status === 'active' || status === 'committed')
  const silent = [...together(asked, ({ host }) => one(host))].flatMap(([host, theirs]) => {
    const own = linesOf.get(host)
    if (!own) return theirs.flatMap((group) => silentRow(group, limit, dayOf) ?? [])
    const [first, ...others] = theirs.sort(
      (a, b) => compare(a.listedOn, b.listedOn) || compare(a.id, b.id)
    ) as [Group<F>, ...Group<F>[]]
    const all: Asked<F> = { groups: [first, ...others], isTold: reportedBy(theirs), limit, dayOf }
    return own.flatMap((line) => silentLine(line, all) ?? [])
  })
  return silent.sort(
    (a, b) =>
      compare(a.on, b.on) ||
      compare(a.groups[0].id, b.groups[0].id) ||
      compare(a.line?.id ?? '', b.line?.id ?? '')
  )
}

/** Returns the items of each key, in their order. */
function together<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const byKey = new Map<string, Item[]>()
  for (const item of items) {
    const known = byKey.get(keyOf(item))
    if (known) known.push(item)
    else byKey.set(keyOf(item), [item])
  }
  return byKey
}

interface Asked<F extends GroupFact> {
  groups: SilentRound<F>['groups']
  limit: string
  dayOf: DayOfRound
  isTold: ReturnType<typeof reportedBy>
}

function silentLine<F extends GroupFact>(
  line: LineOutline,
  { groups, limit, dayOf, isTold }: Asked<F>
): SilentRound<F> | null {
  const { terms, held, complete, dispute, stopped } = line
  // A dispute is settled between the records of the book, not by asking once more.
  if (complete || dispute || stopped) return null
  let first: { k: number; on: string } | null = null
  let missing = 0
  const isEarlier = (k: number) => (dayOf(terms, k) ?? limit) < groups[0].listedOn
  for (let k = lastOf(held, terms.n, isEarlier) + 1; k <= terms.n; k++) {
    const on = dayOf(terms, k)
    if (!on || on > limit) break
    if (isTold(line, k, on)) continue
    first ??= { k, on }
    missing += 1
  }
  return first && { groups, line, ...first, rounds: missing }
}

/** Holds the last day up to which reports of a line, or of all, tell of rounds, and the rounds that they name. */
interface Reported {
  until: string
  rounds: Set<number>
}

/**
 * Reads the reports of a host's groups once, and returns a function that tells whether a round of a line is reported. A
 * report that names no line is about all.
 */
function reportedBy(groups: readonly Group[]): (line: LineOutline, k: number, on: string) => boolean {
  const byLine = new Map<string, Reported>()
  for (const { line, k, on } of groups.flatMap(({ reports }) => reports)) {
    const key = nameOf(line)
    const all = byLine.get(key) ?? { until: '', rounds: new Set() }
    byLine.set(key, all)
    if (k !== undefined) all.rounds.add(k)
    else if (on > all.until) all.until = on
  }
  return ({ id, terms: { code } }, k, on) =>
    [nameOf(undefined), nameOf({ id }), nameOf({ code })].some((key) => {
      const all = byLine.get(key)
      return all !== undefined && (on <= all.until || all.rounds.has(k))
    })
}

const nameOf = (line: GroupReport['line']): string =>
  !line ? 'all' : 'id' in line ? `id ${line.id}` : `code ${line.code}`

function silentRow<F extends GroupFact>(
  group: Group<F>,
  limit: string,
  dayOf: DayOfRound
): SilentRound<F> | null {
  const { schedule, n, report, listedOn } = group
  if (!schedule) return null
  const due = roundsBy(schedule, limit, n, dayOf)
  const before = daysLater(listedOn, -1)
  const told = roundsBy(schedule, report && report.on > before ? report.on : before, n, dayOf)
  if (due <= told) return null
  return { groups: [group], line: null, k: null, on: dayOf(schedule, told + 1)!, rounds: due - told }
}

/** The fewest days from one round to the next. */
const leastDays: Record<Period, number> = {
  day: 1,
  week: 7,
  'ten-days': 10,
  'half-month': 12,
  month: 28,
  quarter: 84,
  'four-months': 112,
  season: 112
}

/** Counts the rounds of a schedule up to a day: it may have run for years. At most `n`, where that is known. */
function roundsBy(schedule: RoundSchedule, limit: string, n: number | null, dayOf: DayOfRound): number {
  if (limit < schedule.startsOn) return 0
  let high = Math.floor(daysFrom(schedule.startsOn, limit) / leastDays[schedule.period]) + 1
  if (n !== null) high = Math.min(high, n)
  return lastOf(0, high, (k) => {
    const on = dayOf(schedule, k)
    return !!on && on <= limit
  })
}

/** Returns the last round after `low` up to `high` that is so, by halving, when all before it are; `low` if none is. */
function lastOf(low: number, high: number, isSo: (k: number) => boolean): number {
  while (low < high) {
    const k = Math.ceil((low + high) / 2)
    if (isSo(k)) low = k
    else high = k - 1
  }
  return low
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
