import { clockOf, within } from './contract/hours.ts'

/** The closing hour of a gate whose own is not known, and the hour until which all stay closed, in Vietnam. */
const night = { from: '22:00', to: '05:00' } as const
/** A closing that is nearer, ms, is still to come tonight; a farther one is tomorrow's. */
const tonightMs = 12 * 3_600_000

/**
 * Tells whether a gate should be closed by now.
 * @param now Unix ms
 * @param closesAt when it next closes by itself, Unix ms; null: not known
 */
export function isPastClosing(now: number, closesAt: number | null): boolean {
  if (closesAt === null) return within(night, now)
  return closesAt - now > tonightMs && within({ ...night, from: clockOf(closesAt) }, now)
}

/**
 * Tells whether a gate was to be closed at a moment of the last days.
 * @param at Unix ms
 * @param closesAt when it next closes by itself, Unix ms; null: not known
 */
export function isAtNight(at: number, closesAt: number | null): boolean {
  return within({ ...night, from: closesAt === null ? night.from : clockOf(closesAt) }, at)
}
