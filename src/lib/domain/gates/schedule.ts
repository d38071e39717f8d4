import * as v from 'valibot'

/** Vietnam's offset from UTC, ms: one time zone, no daylight saving. */
const vietnam = 7 * 3_600_000
const day = 24 * 3_600_000

/** How long after its hour a closing still belongs to that evening, ms: until then it can be postponed. */
export const eveningMs = day / 2
/** The least time between two closings, ms, so that no evening runs into the next. */
const apartMs = eveningMs + 3_600_000

const clockTime = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))

/** Days of the week as Vietnam writes them: CN is Sunday, T2 Monday. */
export const weekdays = ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'] as const
export type Weekday = (typeof weekdays)[number]

const Week = v.pipe(
  v.strictObject(v.entriesFromList(weekdays, v.optional(clockTime))),
  v.check((week) => isApart(weekdays.flatMap((name, i) => minutesOf(week[name], i))))
)

/** When a gate closes by itself. All hours are Vietnam's. */
export const Schedule = v.strictObject({
  /**
   * The hour of every evening, such as `22:00`, or of some days of the week, at least 13 hours apart; on the others it
   * does not close.
   */
  closeAt: v.union([clockTime, Week]),
  /** The hour from which it may stand open again; left out: 05:00. Nothing opens by itself. */
  openAt: v.optional(clockTime)
})
export type Schedule = v.InferOutput<typeof Schedule>

function minutesOf(clock: string | undefined, weekday: number): number[] {
  if (clock === undefined) return []
  const [hours, minutes] = clock.split(':').map(Number)
  return [(weekday * 24 + hours!) * 60 + minutes!]
}

/** Tells whether there is a closing at all, and none too near the one before. @param at minutes of the week, ascending */
function isApart(at: readonly number[]): boolean {
  const week = 7 * 24 * 60
  return at.length > 0 && at.every((one, i) => (at[i + 1] ?? at[0]! + week) - one >= apartMs / 60_000)
}

/** Returns a clock's time on a day in Vietnam, Unix ms. @param days since 1970 */
function timeOn(days: number, clock: string): number {
  return days * day + (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * 60_000 - vietnam
}

/** Returns the closing on a day in Vietnam, Unix ms; null: that day has none. @param days since 1970, a Thursday */
function closingOn({ closeAt }: Schedule, days: number): number | null {
  const clock = typeof closeAt === 'string' ? closeAt : closeAt[weekdays[(days + 4) % 7]!]
  return clock === undefined ? null : timeOn(days, clock)
}

const daysAt = (at: number): number => Math.floor((at + vietnam) / day)

/**
 * Returns the evening to which a moment belongs, as its day in Vietnam (ISO) and its closing hour, Unix ms: the first one
 * whose hour is less than half a day before. It may be days ahead.
 */
export function eveningOf(schedule: Schedule, at: number): { day: string; hour: number } {
  const today = daysAt(at)
  for (let days = today - 1; days <= today + 8; days++) {
    const hour = closingOn(schedule, days)
    if (hour !== null && at < hour + eveningMs)
      return { day: new Date(days * day).toISOString().slice(0, 10), hour }
  }
  throw new Error('a schedule has a closing each week')
}

/**
 * Returns until when a gate should be closed by its schedule, Unix ms; null: it may stand open now.
 * @param closesAt when it next closes by itself, Unix ms, which may be this evening, postponed; null: not known
 */
export function shutUntil(schedule: Schedule, closesAt: number | null, at: number): number | null {
  const today = daysAt(at)
  for (let days = today; days >= today - 2; days--) {
    const hour = closingOn(schedule, days)
    if (hour === null || hour > at) continue
    const opens = openingAfter(schedule, days, hour)
    if (at >= opens) return null
    const isPostponed = closesAt !== null && closesAt > at && closesAt < hour + eveningMs
    return isPostponed ? null : opens
  }
  return null
}

function openingAfter({ openAt = '05:00' }: Schedule, days: number, hour: number): number {
  const sameDay = timeOn(days, openAt)
  return sameDay > hour ? sameDay : sameDay + day
}
