import { listingsDue, type NoticeRegister } from '../notices/notice-register.svelte.ts'
import type { HuiBook, LineOutline, PlannedDay } from './hui-book.svelte.ts'

/** Names what lines may need of the office: first pages count them, and the list of lines shows those that were counted. */
export const lineNeeds = ['disputed', 'due', 'arrears', 'unlisted'] as const
export type LineNeed = (typeof lineNeeds)[number]

/** The lines that need something on one day, by what they need. */
export type HuiDesk = Readonly<Record<LineNeed, readonly LineOutline[]>>

type Days = Pick<HuiBook, 'dayOf'>

/**
 * Returns the agreed day of the round that comes next; null where none does, or while the lunar calendar is loading. A
 * dispute about an earlier round does not put it off.
 */
export function nextRoundOf(book: Days, line: LineOutline): PlannedDay | null {
  return line.complete || line.stopped ? null : book.dayOf(line.terms, line.held + 1)
}

/**
 * Returns how many days ago the next round of a line was to be held: 0 today; null where it is not due, or none comes.
 * @param today the commune's ISO day
 */
export function daysDue(book: Days, line: LineOutline, today: string): number | null {
  const day = nextRoundOf(book, line)
  return day && day.on <= today ? Math.round((Date.parse(today) - Date.parse(day.on)) / 86_400_000) : null
}

/**
 * Collects what the unit's lines need on a day: the rounds due the longest first, then the largest arrears first.
 * @param today the commune's ISO day
 */
export function huiDesk(book: HuiBook, register: NoticeRegister, today: string): HuiDesk {
  const { lines } = book
  const due = lines.flatMap((line) => {
    const days = daysDue(book, line, today)
    return days === null ? [] : [{ line, days }]
  })
  return {
    disputed: lines.filter(({ dispute }) => dispute),
    due: due.sort((a, b) => b.days - a.days).map(({ line }) => line),
    arrears: lines.filter(({ open }) => open > 0).sort((a, b) => b.open - a.open),
    unlisted: listingsDue(book, register, today)
  }
}
