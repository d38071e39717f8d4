import type { Line } from './state.ts'

/**
 * Thresholds from which lines must be notified to the commune's People's Committee: NĐ 19/2019/NĐ-CP, Điều 14; for
 * reference.
 */
export const noticeRule = {
  law: 'NĐ 19/2019/NĐ-CP, Điều 14',
  /** Sum of the parts of one opening, đồng, or more. */
  perOpening: 100_000_000,
  /** Number of lines of one host at a time, or more. */
  lines: 2
} as const

/** The numbers of a line that bring it under that rule; whether a notice was filed is not known here. */
export interface NoticeDue {
  line: Line
  /** n · P where that reaches the threshold, đồng; else null. */
  perOpening: number | null
  /** True when its host has enough lines at a time to reach the threshold. */
  several: boolean
}

/**
 * Returns the lines that must be notified on `today` (ISO day), in the order given. A line runs from its first day to
 * the day of its last round or its stop, and one with rounds to come has no end; two are concurrent when they share a
 * day. A line that ended before `today` neither needs a notice nor makes another one need it.
 */
export function noticesDue(lines: readonly Line[], today: string): NoticeDue[] {
  const running = lines.filter((line) => endOf(line) >= today)
  return running.flatMap((line) => {
    const total = line.n * line.face
    const together = running.filter((other) => other.host === line.host && shareDay(line, other)).length
    const due: NoticeDue = {
      line,
      perOpening: total >= noticeRule.perOpening ? total : null,
      several: together >= noticeRule.lines
    }
    return due.perOpening === null && !due.several ? [] : [due]
  })
}

/** Later than every ISO day. */
const open = '9999'

const endOf = ({ complete, rounds, stopped }: Line) => (complete ? rounds.at(-1)?.on : stopped?.on) ?? open

/** Tells whether two lines share a day; a line does so with itself too. */
const shareDay = (a: Line, b: Line) => a.opening.startsOn <= endOf(b) && b.opening.startsOn <= endOf(a)
