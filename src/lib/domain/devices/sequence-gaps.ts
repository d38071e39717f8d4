import type { ByBook, DeviceReport, Span } from './device-report.ts'
import type { Book } from '../roles.ts'

/** What a server has of one device in one book. */
export interface Present {
  /** When each fact was recorded (Unix ms), by its `n`. */
  times: ReadonlyMap<number, number>
  /** Numbers under which there are two facts. */
  twice: ReadonlySet<number>
  /** Numbers that somebody has explained: set aside by their author, or removed when their time was over. */
  explained: ReadonlySet<number>
}

/** What a phone reported, and when the server heard it (Unix ms). */
export interface ReceivedReport extends Pick<DeviceReport, 'heads'> {
  waiting: ByBook<readonly Span[]>
  at: number
}

/** `since`: Unix ms; the missing ones were recorded before. */
export interface SequenceGap {
  span: Span
  since: number
}

export interface SequenceStatus {
  /** The last number that anybody knows of; 0: none. */
  head: number
  /** Missing here, and on their phone when it reported last. */
  onPhone: Span[]
  /** Missing, and nobody knows where they are. */
  gaps: SequenceGap[]
  forks: number[]
}

/** So long after a later number was recorded may an earlier one still be on its way where no report tells of it, ms. */
export const inFlightMs = 3_600_000

/**
 * Every `n` is present, set aside, retained away, or still on its phone: which are not? A phone that reported says itself what
 * it has; where it did not, a number is missed once a later one has lain here for so long that nothing can be in between.
 */
export function sequenceStatus(
  book: Book,
  present: Present,
  report: ReceivedReport | null,
  now: number
): SequenceStatus {
  const told = report?.heads[book] ?? 0
  const waiting = report?.waiting[book] ?? []
  const known = [...new Set([...present.times.keys(), ...present.explained])].sort((a, b) => a - b)
  const head = Math.max(told, known.at(-1) ?? 0)
  const judged: SequenceStatus = {
    head,
    onPhone: [],
    gaps: [],
    forks: [...present.twice].sort((a, b) => a - b)
  }
  let later: number | null = null
  // From the top, for a gap is as old as the fact after it says; never number by number, for one may be huge.
  for (let i = known.length, above = head + 1; i >= 0; i--) {
    const n = known[i - 1] ?? 0
    const { inside, outside } = cut([n + 1, above - 1], waiting)
    judged.onPhone.unshift(...inside)
    for (const [from, to] of outside.reverse()) {
      const sent: Span = [from, Math.min(to, told)]
      const untold: Span = [Math.max(from, told + 1), to]
      if (later !== null && now - later > inFlightMs && isSome(untold))
        judged.gaps.unshift({ span: untold, since: later })
      if (isSome(sent)) judged.gaps.unshift({ span: sent, since: later ?? report!.at })
    }
    const time = present.times.get(n)
    // Of all that follow the earliest: one may be of a clock that ran ahead.
    if (time !== undefined) later = Math.min(time, later ?? now)
    above = n
  }
  return judged
}

const isSome = ([from, to]: Span) => from <= to

/** What of a span lies in others, and what between them. */
function cut(span: Span, by: readonly Span[]): { inside: Span[]; outside: Span[] } {
  const inside: Span[] = []
  const outside: Span[] = []
  let next = span[0]
  for (const [from, to] of [...by].sort(([a], [b]) => a - b)) {
    const part: Span = [Math.max(from, next), Math.min(to, span[1])]
    if (!isSome(part)) continue
    if (next < part[0]) outside.push([next, part[0] - 1])
    inside.push(part)
    next = part[1] + 1
  }
  if (next <= span[1]) outside.push([next, span[1]])
  return { inside, outside }
}
