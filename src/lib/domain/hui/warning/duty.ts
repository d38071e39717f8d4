import { daysFrom } from '../calendar.ts'
import { noticeDuties, type NoticeDuty } from '../law/notice.ts'
import { indicator, type Indicator } from './indicator.ts'
import type { HostWatch } from './watch.ts'

/**
 * R21: live lines that the commune should have been told of and was not. A duty, no sign of a collapse: hardly any host files
 * a notice. The days count from the line's start, or from that of the first line beside it; a later change tells nothing.
 */
export function noticeGap({ lines, live, day, limits, signs }: HostWatch): Indicator {
  const begun = lines.filter(({ from }) => from <= day)
  const fromById = new Map(begun.map(({ id, from }) => [id, from]))
  const running = new Set(live.map(({ id }) => id))
  const duties = noticeDuties(
    begun.map(({ id, state, from, until }) => ({ id, n: state.terms.n, face: state.terms.face, from, until }))
  ).filter(({ line }) => running.has(line))
  const { notices } = signs
  if (!notices) return indicator('R21', 'not-computable', { duties: duties.length })
  const missing = duties.filter(({ line }) => (notices.get(line) ?? '9') > day)
  const longest = missing.reduce((most, duty) => Math.max(most, daysFrom(since(duty, fromById), day)), 0)
  const level = missing.length === 0 ? 'none' : longest > limits.R21.redDays ? 'red' : 'amber'
  const evidence = missing.map(({ line }) => ({ line }))
  return indicator(
    'R21',
    level,
    { missing: missing.length, duties: duties.length, longestDays: longest },
    evidence
  )
}

function since({ line, large, besideSince }: NoticeDuty, fromById: ReadonlyMap<string, string>): string {
  const start = fromById.get(line)!
  return large || besideSince === null || besideSince < start ? start : besideSince
}
