import * as v from 'valibot'
import type { Evening } from './persisted-state.ts'

/** Vietnam's offset from UTC, ms: one time zone, no daylight saving. */
const vietnam = 7 * 3_600_000
const minute = 60_000
const day = 24 * 60 * minute

/** Daily time at which a gate closes by itself, Vietnamese time, such as `22:00`. */
export const Schedule = v.strictObject({
  closeAt: v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))
})
export type Schedule = v.InferOutput<typeof Schedule>

/** How long before a closing people are alerted, ms. */
const tellBeforeMs = 15 * minute
/** Limit of a closing's delay, and of its retry's after the first try, ms. After that it is missed, not made up for: nobody expects it any more. */
const graceMs = 5 * minute
/** One try and one retry, not at once. */
export const mostTries = 2
const betweenTriesMs = minute

/** Returns the evening to which a moment belongs, from half a day before its hour to half a day after, and its hour, Unix ms. */
export function eveningOf({ closeAt }: Schedule, at: number): { day: string; hour: number } {
  const today = Date.parse(`${dayOf(at)}T${closeAt}:00Z`) - vietnam
  // An hour soon after midnight belongs to the evening before it.
  const hour = at < today - day / 2 ? today - day : at >= today + day / 2 ? today + day : today
  return { day: dayOf(hour), hour }
}

/** Next step of the evening's closing. `missed`: its hour, or that of its retry, passed while the agent was off. */
export type ClosingStep = 'tell' | 'close' | 'missed' | null

/**
 * Returns the next step of the evening's closing; null: nothing to do now.
 * @param last the latest evening that this agent has known, or null
 * @param postponedUntil until when the closing is postponed, Unix ms
 */
export function closingStep(
  schedule: Schedule,
  last: Evening | null,
  postponedUntil: number | null,
  now: number
): ClosingStep {
  const { day: today, hour } = eveningOf(schedule, now)
  const known = last?.day === today ? last : null
  if (known?.over) return null
  const waits = postponedUntil !== null && postponedUntil > hour && postponedUntil <= hour + day / 2
  const closes = waits ? postponedUntil : hour
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
  { evening: last, postponedUntil }: { evening: Evening | null; postponedUntil: number | null },
  now: number
): number {
  const { day: today, hour } = eveningOf(schedule, now)
  const waits = postponedUntil !== null && postponedUntil > hour && postponedUntil <= hour + day / 2
  const closes = waits ? postponedUntil : hour
  const known = last?.day === today ? last : null
  return known?.over || now > closes + graceMs ? hour + day : closes
}

/** Tells whether the closing of this evening is postponed, or was until a moment ago. */
export function isPostponed(schedule: Schedule | null, postponedUntil: number | null, now: number): boolean {
  if (!schedule || postponedUntil === null) return false
  return eveningOf(schedule, postponedUntil).day === eveningOf(schedule, now).day
}

/** Returns the day in Vietnam, ISO. */
function dayOf(at: number): string {
  return new Date(at + vietnam).toISOString().slice(0, 10)
}
