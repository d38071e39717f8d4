import * as v from 'valibot'

/** Vietnam's time zone, UTC+7 without daylight saving time, ms. */
const vietnam = 7 * 3_600_000
const day = 24 * 3_600_000

const clockTime = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))

/** Hours of each day in Asia/Ho_Chi_Minh, `22:00` to `05:00`: the first minute is included, the last is not. */
export const Hours = v.pipe(
  v.strictObject({ from: clockTime, to: clockTime }),
  v.check(({ from, to }) => from !== to)
)
export type Hours = v.InferOutput<typeof Hours>

/**
 * Tells whether a moment lies within these hours.
 * @param at Unix ms
 */
export function within({ from, to }: Hours, at: number): boolean {
  const now = clockOf(at)
  return from < to ? from <= now && now < to : now >= from || now < to
}

/**
 * Returns the time of day in Vietnam, `22:05`.
 * @param at Unix ms
 */
export function clockOf(at: number): string {
  const local = (((at + vietnam) % day) + day) % day
  return new Date(local).toISOString().slice(11, 16)
}
