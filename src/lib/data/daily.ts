import { dayMs } from '#lib/domain/day-sums.ts'

/**
 * Has the time come of what is done once a day? No wait is longer than that: a clock that was put back meanwhile does
 * not prolong it. @param next Unix ms, as is `now`
 */
export function isDue(next: number, now: number): boolean {
  return now >= next || next - now > dayMs
}
