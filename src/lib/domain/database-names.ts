import { books, quarterlyBooks, type Book, type PhotoPlace } from './roles.ts'
import { idTime } from './uuid.ts'

/** `2026q4`: the UTC quarter of a Unix time in milliseconds. */
export function quarterOf(ms: number): string {
  const date = new Date(ms)
  return `${date.getUTCFullYear()}q${Math.floor(date.getUTCMonth() / 3) + 1}`
}

/** The quarter `by` quarters after (or, negative, before) the one of `ms`. */
export function quarterAfter(ms: number, by: number): string {
  const date = new Date(ms)
  return quarterOf(Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3 + by * 3, 1))
}

/** When a quarter begins, or (by 1) ends, Unix ms. */
export function quarterStart(quarter: string, by = 0): number {
  const [year, number] = quarter.split('q').map(Number)
  return Date.UTC(year!, (number! - 1 + by) * 3, 1)
}

/** `antt-<unit>-<book>`, with the quarter for busy books. */
export function databaseName(unit: string, book: Book, quarter: string): string {
  const name = `antt-${unit}-${book}`
  return quarterlyBooks.includes(book) ? `${name}-${quarter}` : name
}

/** Those of `existing` databases that hold a book of a unit: of a busy one every quarter there is, the oldest first. */
export function databasesOf(unit: string, book: Book, existing: readonly string[]): string[] {
  const quarterIn = (name: string) => /\d{4}q[1-4]$/.exec(name)?.[0] ?? ''
  return existing.filter((name) => databaseName(unit, book, quarterIn(name)) === name).sort()
}

/** Whose book lies in that database; null: no book does. */
export function bookIn(database: string): { unit: string; book: Book } | null {
  const [, unit, book, quarter = ''] = /^antt-(.+)-([a-z]+?)(?:-(\d{4}q[1-4]))?$/.exec(database) ?? []
  const known = books.find((name) => name === book)
  return unit && known && databaseName(unit, known, quarter) === database ? { unit, book: known } : null
}

/** Which of a unit's places for photos one belongs to. */
export interface PhotoHome {
  unit: string
  place: PhotoPlace
  /** Unix ms: the moment of the photo, as its fact tells it. */
  at: number
}

/** Beside the books: `antt-<unit>-evidence`, and `antt-<unit>-pictures-<quarter>`. */
export const photoDatabaseName = (unit: string, place: PhotoPlace, quarter: string): string =>
  place === 'pictures' ? `antt-${unit}-pictures-${quarter}` : `antt-${unit}-evidence`

/** The database where the parts of a photo belong. */
export const photoDatabase = ({ unit, place, at }: PhotoHome): string =>
  photoDatabaseName(unit, place, quarterOf(at))

/**
 * Where a photo is looked for at `now` (Unix ms): in its own quarter and then, since it may not have been provisioned
 * when the photo came, in the last two that were the current one since.
 */
export function photoDatabasesToRead({ unit, place, at }: PhotoHome, now: number): string[] {
  const own = quarterOf(at)
  const later = [quarterOf(now), quarterAfter(now, -1)].filter((quarter) => quarter > own)
  return [...new Set([own, ...later].map((quarter) => photoDatabaseName(unit, place, quarter)))]
}

/** The database where a fact belongs: by the time in its id, so that a late push still finds the same place. */
export function databaseOf(fact: { id: string; unit: string; book: Book }): string {
  return databaseName(fact.unit, fact.book, quarterOf(idTime(fact.id)))
}

/**
 * What a phone reads of a book: the whole of it, or of a busy one the current and the previous quarter, and the next, in
 * which a phone whose clock is fast has written.
 */
export function databasesToRead(unit: string, book: Book, now: number): string[] {
  const quarters = quarterlyBooks.includes(book) ? [0, -1, 1].map((by) => quarterAfter(now, by)) : ['']
  return quarters.map((quarter) => databaseName(unit, book, quarter))
}
