import type { ByBook, DeviceReport, Span } from './device-report.ts'
import type { Book } from '../roles.ts'

/** The facts that a server has of one device in one book. */
export interface Present {
  /** Time of recording of each fact (Unix ms), by its `n`. */
  times: ReadonlyMap<number, number>
  /** Numbers that two facts share. */
  twice: ReadonlySet<number>
  /**
   * Runs of numbers with an explanation, in any order, which may overlap: set aside by their author, or removed when their
   * retention period was over.
   */
  explained: readonly Span[]
}

/** A phone's report, and the time when the server received it (Unix ms). */
export interface ReceivedReport extends Pick<DeviceReport, 'heads'> {
  waiting: ByBook<readonly Span[]>
  at: number
}

/** A span of missing numbers. `since`: Unix ms; they were recorded before. */
interface SequenceGap {
  span: Span
  since: number
}

export interface SequenceStatus {
  /** The highest known number; 0: none. */
  head: number
  /** Missing here, and still on the phone at its last report. */
  onPhone: Span[]
  /** Missing, and nobody knows where they are. */
  gaps: SequenceGap[]
  forks: number[]
}

/** How long an earlier number may still be on its way after a later one was recorded, where no report says more, ms. */
export const inFlightMs = 3_600_000

/**
 * Finds the numbers that are missing: every `n` must be present, set aside, removed by retention, or still on its
 * phone. A phone's report says what it still has; without one, a number is missed once a later one has lain here for so
 * long that nothing can be in transit.
 */
export function sequenceStatus(
  book: Book,
  present: Present,
  report: ReceivedReport | null,
  now: number
): SequenceStatus {
  const told = report?.heads[book] ?? 0
  const waiting = report?.waiting[book] ?? []
  const times = [...present.times].map(([n, time]): Known => ({ from: n, to: n, time }))
  const explained = present.explained.map(([from, to]): Known => ({ from, to, time: null }))
  const known = [...times, ...explained].sort((a, b) => b.to - a.to)
  const head = Math.max(told, known[0]?.to ?? 0)
  const judged: SequenceStatus = {
    head,
    onPhone: [],
    gaps: [],
    forks: [...present.twice].sort((a, b) => a - b)
  }
  let later: number | null = null
  // From the top, because a gap is as old as the fact after it says; never number by number, because a gap may be huge.
  let above = head + 1
  for (const { from: first, to: n, time } of [...known, { from: 0, to: 0, time: null }]) {
    const { inside, outside } = cut([n + 1, above - 1], waiting)
    judged.onPhone.unshift(...inside)
    for (const [from, to] of outside.reverse()) {
      const sent: Span = [from, Math.min(to, told)]
      const untold: Span = [Math.max(from, told + 1), to]
      if (later !== null && now - later > inFlightMs && isSome(untold))
        judged.gaps.unshift({ span: untold, since: later })
      if (isSome(sent)) judged.gaps.unshift({ span: sent, since: later ?? report!.at })
    }
    // The earliest time of all that follow: one of them may be from a clock that ran ahead.
    if (time !== null) later = Math.min(time, later ?? now)
    above = Math.min(above, first)
  }
  return judged
}

/** A run of known numbers. `time`: when the record was made, Unix ms; null: explained. */
interface Known {
  from: number
  to: number
  time: number | null
}

const isSome = ([from, to]: Span) => from <= to

/** Splits a span into the parts inside others and the parts between them. */
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
