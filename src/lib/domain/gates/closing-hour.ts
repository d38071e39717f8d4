import { within } from './contract/hours.ts'
import { eveningMs, shutUntil, type Schedule } from './schedule.ts'

/** The hours in which a gate stays closed whose own are not known, in Vietnam. */
const night = { from: '22:00', to: '05:00' } as const

/**
 * Tells whether a gate should be closed by now.
 * @param now Unix ms
 * @param schedule when it closes by itself; null: not known
 * @param closesAt when it next does so, Unix ms: a postponed closing is still to come; null: not known
 */
export function isPastClosing(now: number, schedule: Schedule | null, closesAt: number | null): boolean {
  if (schedule) return shutUntil(schedule, closesAt, now) !== null
  const isToCome = closesAt !== null && closesAt - now <= eveningMs
  return !isToCome && within(night, now)
}

/**
 * Tells whether a gate was to be closed at a moment of the last days.
 * @param at Unix ms
 * @param closesAt when it next closes by itself, Unix ms; null: not known
 */
export function isAtNight(at: number, closesAt: number | null): boolean {
  return within({ ...night, from: closesAt === null ? night.from : clockOf(closesAt) }, at)
}
