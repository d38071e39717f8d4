import * as v from 'valibot'
import type { Evening } from './persisted-state.ts'

/** Vietnam has one time and no summer time: UTC+7, ms. */
const vietnam = 7 * 3_600_000
const minute = 60_000
const day = 24 * 60 * minute

/** When a gate closes by itself: `22:00` in Vietnam, every day. */
export const Schedule = v.strictObject({
  closeAt: v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))
})
export type Schedule = v.InferOutput<typeof Schedule>

/** People are told so long before, and the gate itself warns so long, ms. */
const tellBeforeMs = 15 * minute
export const warnMs = 5_000
/** Later than this after its hour a closing is missed, not made up for: nobody expects it any more, ms. */
const graceMs = 5 * minute
/** One attempt and one more, not at once. */
export const mostTries = 2
const betweenTriesMs = minute

/** The evening to which a moment belongs, from half a day before its hour to half a day after it, and when its hour is, Unix ms. */
export function eveningOf({ closeAt }: Schedule, at: number): { day: string; hour: number } {
  const today = Date.parse(`${dayOf(at)}T${closeAt}:00Z`) - vietnam
  // An hour soon after midnight belongs to the evening that has begun before it.
  const hour = at < today - day / 2 ? today - day : at >= today + day / 2 ? today + day : today
  return { day: dayOf(hour), hour }
}

/** What an evening asks for now. `missed`: its hour went by while nobody was there to close. */
export type ClosingStep = 'tell' | 'close' | 'missed' | null

/**
 * @param last the latest evening that this agent has known, or null
 * @param postponedUntil Unix ms: somebody lets the closing wait till then
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
    if (known && known.tries > 0) return now - known.triedAt >= betweenTriesMs ? 'close' : null
    if (now <= closes + graceMs) return 'close'
    // An agent that was never there before has missed nothing.
    return last ? 'missed' : null
  }
  return now >= closes - tellBeforeMs && !known?.warned ? 'tell' : null
}

/** When the gate closes by itself next, Unix ms. @param kept what the agent knows of the last evening, and of a postponement */
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

/** The day in Vietnam, ISO. */
function dayOf(at: number): string {
  return new Date(at + vietnam).toISOString().slice(0, 10)
}
