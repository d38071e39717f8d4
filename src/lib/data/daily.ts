import { dayMs } from '#lib/domain/day-sums.ts'

/**
 * Tells whether a daily task is due. No wait exceeds a day: a clock that was put back meanwhile does not prolong it.
 * @param next Unix ms, as is `now`
 */
export function isDue(next: number, now: number): boolean {
  return now >= next || next - now > dayMs
}
