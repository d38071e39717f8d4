import { eveningMs, eveningOf, type Schedule } from '#lib/domain/gates/schedule.ts'
import type { Evening } from './persisted-state.ts'

const minute = 60_000

/** How long before a closing people are alerted, ms. */
const tellBeforeMs = 15 * minute
/** Limit of a closing's delay, and of its retry's after the first try, ms. After that it is missed, not made up for: nobody expects it any more. */
const graceMs = 5 * minute
/** One try and one retry, not at once. */
export const mostTries = 2
const betweenTriesMs = minute

/** Next step of the evening's closing. `missed`: its hour, or that of its retry, passed while the agent was off. */
export type ClosingStep = 'tell' | 'close' | 'missed' | null

/**
 * Returns the next step of the evening's closing; null: nothing to do now.
 * @param last the latest evening that this agent has known, or null
 * @param postponed until when closings are postponed, Unix ms, one an evening
 */
export function closingStep(
  schedule: Schedule,
  last: Evening | null,
  postponed: readonly number[],
  now: number
): ClosingStep {
  const evening = eveningOf(schedule, now)
  const known = last?.day === evening.day ? last : null
  if (known?.over) return null
  const closes = closingOf(schedule, evening, postponed)
  if (now >= closes) {
    if (known && known.tries > 0) {
      const since = now - known.triedAt
      return since > graceMs ? 'missed' : since >= betweenTriesMs ? 'close' : null
    }
    if (now <= closes + graceMs) return 'close'
    // An agent on its first evening has missed nothing.
    return last ? 'missed' : null
  }
  return now >= closes - tellBeforeMs && !known?.warned ? 'tell' : null
}

/** Returns when the gate closes by itself next, Unix ms. */
export function nextClosing(
  schedule: Schedule,
  { evening: last, postponed }: { evening: Evening | null; postponed: readonly number[] },
  now: number
): number {
  const evening = eveningOf(schedule, now)
  const closes = closingOf(schedule, evening, postponed)
  const known = last?.day === evening.day ? last : null
  if (!known?.over && now <= closes + graceMs) return closes
  return closingOf(schedule, eveningOf(schedule, evening.hour + eveningMs), postponed)
}

/** Returns the hour at which an evening's closing is due, Unix ms: its own, or the one that it is postponed to. */
function closingOf(
  schedule: Schedule,
  { day, hour }: { day: string; hour: number },
  postponed: readonly number[]
): number {
  return postponed.find((until) => until > hour && eveningOf(schedule, until).day === day) ?? hour
}

/** Tells whether the closing of the evening to which a moment belongs is postponed, or was until a moment ago. */
export function isPostponed(schedule: Schedule | null, postponed: readonly number[], at: number): boolean {
  if (!schedule) return false
  const { day } = eveningOf(schedule, at)
  return postponed.some((until) => eveningOf(schedule, until).day === day)
}

/** Returns the postponements with one more, which replaces that of the same evening; without those that are over. */
export function withPostponed(
  schedule: Schedule | null,
  postponed: readonly number[],
  until: number,
  now: number
): readonly number[] {
  const dayOf = (at: number) => (schedule ? eveningOf(schedule, at).day : null)
  const others = postponed.filter((one) => one > now - eveningMs && dayOf(one) !== dayOf(until))
  return [...others, until].sort((a, b) => a - b)
}
