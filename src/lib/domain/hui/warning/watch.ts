import { daysLater } from '../calendar.ts'
import type { Line, Round } from '../state.ts'
import { recordsOf, type Records, type WatchedLine } from './records.ts'
import type { Signs } from './signs.ts'
import type { Thresholds } from './thresholds.ts'

/** One line as the indicators read it; ISO days, `until` null while its end is open. */
export interface LineWatch {
  id: string
  state: Line
  records: Records
  from: string
  until: string | null
}

/** All that the indicators of one host are computed from. */
export interface HostWatch {
  host: string
  /** Sorted by id. */
  lines: LineWatch[]
  /** Those that run on `day`. */
  live: LineWatch[]
  /** ISO day asked for. */
  day: string
  limits: Thresholds
  signs: Signs
  /** Returns the one id of a person who is known by several. */
  who(person: string): string
}

/** Reads a line; it runs from its first day to the day of its last round, or of its stop. */
export function lineWatch({ state, facts }: WatchedLine, asOf: number): LineWatch {
  const { id, terms, rounds, complete, stopped } = state
  const until = complete ? rounds.at(-1)!.on : (stopped?.on ?? null)
  return { id, state, records: recordsOf(state, facts, asOf), from: terms.startsOn, until }
}

export const isLive = ({ from, until }: LineWatch, day: string): boolean =>
  from <= day && (until === null || day <= until)

/** Returns the lines of which the worst counts: those that run, and those that ended a short while ago. */
export function recentLines({ lines, day, limits }: HostWatch): LineWatch[] {
  const since = daysLater(day, -limits.lines.recentDays)
  return lines.filter(({ from, until }) => from <= day && (until === null || until >= since))
}

/** Returns the people of the host's household, and the host. */
export function insidersOf({ host, signs, who }: HostWatch): Set<string> {
  const known = [...(signs.household ?? [])].filter(([of]) => who(of) === host)
  return new Set([host, ...known.flatMap(([, people]) => people.map(who))])
}

/** Returns who held the part that took, in that round. */
export const takersOf = ({ hands, payout }: Round, { who }: HostWatch): string[] =>
  hands.filter(({ share }) => share > 0 || payout === 0).map(({ to }) => who(to))

/** Tells whether the host alone took: she owes that pot to nobody else. */
export const isOwnPot = (round: Round, watch: HostWatch): boolean =>
  takersOf(round, watch).every((person) => person === watch.host)
