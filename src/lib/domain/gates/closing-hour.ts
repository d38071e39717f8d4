import { within } from './contract/hours.ts'
import { eveningMs, shutUntil, type Schedule } from './schedule.ts'

/**
 * Tells whether the closing of the evening to come, or of this one, is put off: the gate may stand open until then. One of a
 * later evening changes nothing tonight.
 * @param closesAt when it next closes by itself, Unix ms; absent: never
 * @param postponed until when closings are put off, Unix ms
 * @param agentTime Unix ms
 */
export const isPutOff = ({
  closesAt,
  postponed = [],
  agentTime
}: {
  closesAt?: number | undefined
  postponed?: readonly number[] | undefined
  agentTime: number
}): boolean =>
  closesAt !== undefined &&
  postponed.includes(closesAt) &&
  closesAt > agentTime &&
  closesAt - agentTime <= eveningMs

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
