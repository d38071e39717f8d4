import type { FactOf } from '../facts.ts'
import { huiRules } from '../hui/law/rules.ts'

/** A line as the register lists it. */
export type ListedLine = FactOf<'notices.line-listed'>['body']

/** Thresholds from which lines must be notified to the commune's People's Committee. */
export const noticeRule = {
  law: huiRules.notice,
  /** Sum of the parts of one opening, đồng, or more. */
  perOpening: 100_000_000,
  /** Number of lines of one host at a time, or more. */
  lines: 2
} as const

/** The fields that the rule looks at. */
export type Obliging = Pick<ListedLine, 'host' | 'n' | 'face' | 'startsOn' | 'endsOn' | 'ended'>

/** The numbers that bring a line under the rule; whether a notice was received is not known here. */
export interface NoticeReason {
  /** n · P where that reaches the threshold, đồng; else null. */
  perOpening: number | null
  /** True when its host has another line on one of its days. */
  several: boolean
}

/**
 * Returns why each line must be notified on `today` (ISO day); lines that need not be are left out. A line runs from its
 * first day to its last; one without a last day, or of whose agreed one nobody has said that it ended then, has no end. Two are
 * concurrent when they share a day. A line that ended before `today` neither needs a notice nor makes another one need it.
 */
export function noticesOwed<L extends Obliging>(
  lines: readonly L[],
  today: string
): ReadonlyMap<L, NoticeReason> {
  const running = lines.filter((line) => runsOn(line, today))
  const concurrent = concurrentIn(running, today)
  const owed = new Map<L, NoticeReason>()
  for (const line of running) {
    const total = openingValueOf(line)
    const perOpening = total >= noticeRule.perOpening ? total : null
    const several = concurrent.has(line)
    if (perOpening !== null || several) owed.set(line, { perOpening, several })
  }
  return owed
}

/** Returns the value of all parts at one opening, n · P, đồng. */
export const openingValueOf = ({ n, face }: Pick<ListedLine, 'n' | 'face'>): number => n * face

/** The fields that tell of a line's end. */
type Ending = Pick<ListedLine, 'endsOn' | 'ended'>

/** Tells whether nobody has said that a line ended before an ISO day. */
export const runsOn = (line: Ending, day: string): boolean => endOf(line, day) >= day

/** Tells whether the agreed end of a line lies before an ISO day, and nobody has said that it ended. */
export const isPastAgreedEnd = ({ endsOn = open, ended }: Ending, day: string): boolean =>
  !ended && endsOn < day

/** Later than every ISO day. */
const open = '9999-99'

/** Returns the last day of a line as far as is known on an ISO day: an agreed one that is past is none. */
const endOf = (line: Ending, day: string) => (isPastAgreedEnd(line, day) ? open : (line.endsOn ?? open))

/**
 * Selects the lines that share a day with another one of their host. Sorted by first day, a line does so with an earlier
 * one if the latest end before it is not over, with a later one if the next begins before its end.
 */
function concurrentIn<L extends Obliging>(lines: readonly L[], today: string): ReadonlySet<L> {
  const byHost = new Map<string, L[]>()
  for (const line of lines) {
    const own = byHost.get(line.host)
    if (own) own.push(line)
    else byHost.set(line.host, [line])
  }
  const found = new Set<L>()
  for (const own of byHost.values()) {
    own.sort((a, b) => (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0))
    let latestEnd = ''
    for (const [i, line] of own.entries()) {
      const next = own[i + 1]
      if (latestEnd >= line.startsOn || (next && next.startsOn <= endOf(line, today))) found.add(line)
      if (endOf(line, today) > latestEnd) latestEnd = endOf(line, today)
    }
  }
  return found
}
