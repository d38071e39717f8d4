import type { Words } from './vi.ts'

/** Vietnam is UTC+7 all year; a phone set to another zone still shows the commune's time. */
const offset = 7 * 3_600_000
const minute = 60_000
const day = 24 * 60 * minute

const two = (value: number) => String(value).padStart(2, '0')
const local = (ms: number) => new Date(ms + offset)

/** Formats a day: `24/11/2026`. */
export function date(ms: number): string {
  const then = local(ms)
  return `${two(then.getUTCDate())}/${two(then.getUTCMonth() + 1)}/${then.getUTCFullYear()}`
}

/** Formats a time: `22:15`. */
export function time(ms: number): string {
  const then = local(ms)
  return `${two(then.getUTCHours())}:${two(then.getUTCMinutes())}`
}

/** Formats a time with seconds, for what held at one moment only: `22:15:03`. */
export function second(ms: number): string {
  return `${time(ms)}:${two(local(ms).getUTCSeconds())}`
}

/** Returns the number of a day, the same for all its moments; logs are grouped by it. */
function dayNumber(ms: number): number {
  return Math.floor((ms + offset) / day)
}

/** Formats a day heading: `Hôm nay · 24/11/2026`, `Thứ Hai · 23/11/2026`. */
export function dayTitle(ms: number, now: number, words: Words): string {
  const ago = dayNumber(now) - dayNumber(ms)
  const name = ago === 0 ? words.today : ago === 1 ? words.yesterday : words.weekdays[local(ms).getUTCDay()]
  return `${name} · ${date(ms)}`
}

/** Formats a moment: relative within the hour, then `22:15`, with the date when it is not today. */
export function moment(ms: number, now: number, words: Words): string {
  const ago = now - ms
  if (ago >= -minute && ago < minute) return words.justNow
  if (ago >= 0 && ago < 60 * minute) return words.minutesAgo(Math.floor(ago / minute))
  return clockTime(ms, now)
}

/** Formats a time, with the date when it is not today: `22:15`. */
export function clockTime(ms: number, now: number): string {
  return dayNumber(ms) === dayNumber(now) ? time(ms) : `${time(ms)} ${date(ms)}`
}

/** A moment in words, with its instant: a screen that is shown again later tells it anew. */
export interface Instant {
  /** Unix ms. */
  at: number
  text: string
}

/** Text, in parts where it tells moments. */
export type TimedText = string | readonly (string | Instant)[]

/** Returns a sentence with a moment in it. */
export function timed(sentence: (when: string) => string, instant: Instant): TimedText {
  const [before = '', after = ''] = sentence('\0').split('\0')
  return [before, instant, after]
}

/** Joins what a note tells by dots, without what is empty. */
export function dotted(told: readonly (string | Instant | false | null | undefined)[]): TimedText {
  const parts = told.flatMap((part) => (part ? [part] : []))
  if (parts.every((part) => typeof part === 'string')) return parts.join(' · ')
  return parts.flatMap((part, i) => (i === 0 ? [part] : [' · ', part]))
}

/** Formats the time left as minutes and seconds, with hours when needed: `1:05`. */
export function countdown(ms: number): string {
  const left = Math.max(0, Math.ceil(ms / 1000))
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}

/** Formats money with a no-break space: `1.650.000 đ`. @param dong whole đồng */
export function money(dong: number): string {
  const grouped = String(Math.abs(dong)).replace(/\B(?=(?:\d{3})+$)/g, '.')
  return `${dong < 0 ? '−' : ''}${grouped}\u00a0đ`
}

/** Returns the value of a `datetime-local` field in the commune's time: `2026-11-24T22:15`. */
export function toField(ms: number): string {
  return local(ms).toISOString().slice(0, 16)
}

/** Parses the value of a `datetime-local` field as Unix ms; null while it is incomplete. */
export function fromField(value: string): number | null {
  const ms = Date.parse(`${value.slice(0, 16)}:00.000Z`)
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && Number.isFinite(ms) ? ms - offset : null
}

/** Returns the commune's ISO day. */
export function isoDay(ms: number): string {
  return local(ms).toISOString().slice(0, 10)
}
