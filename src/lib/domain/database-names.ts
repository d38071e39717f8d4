import { books, photoPlaces, quarterlyBooks, type Book, type PhotoPlace } from './roles.ts'
import { idTime } from './uuid.ts'

/** Returns the UTC quarter of a Unix time in milliseconds, such as `2026q4`. */
export function quarterOf(ms: number): string {
  const date = new Date(ms)
  return `${date.getUTCFullYear()}q${Math.floor(date.getUTCMonth() / 3) + 1}`
}

/** Returns the quarter `by` quarters after the one of `ms`; before it when negative. */
export function quarterAfter(ms: number, by: number): string {
  const date = new Date(ms)
  return quarterOf(Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3 + by * 3, 1))
}

/** Returns when the quarter `by` quarters later begins, Unix ms; with 1, the end of this quarter. */
export function quarterStart(quarter: string, by = 0): number {
  const [year, number] = quarter.split('q').map(Number)
  return Date.UTC(year!, (number! - 1 + by) * 3, 1)
}

/** Returns `antt-<unit>-<book>`, with the quarter for busy books. */
export function databaseName(unit: string, book: Book, quarter: string): string {
  const name = `antt-${unit}-${book}`
  return quarterlyBooks.includes(book) ? `${name}-${quarter}` : name
}

/** Selects the databases among `existing` that hold a book of a unit; of a busy book, every quarter, the oldest first. */
export function databasesOf(unit: string, book: Book, existing: readonly string[]): string[] {
  return existing.filter((name) => databaseName(unit, book, quarterIn(name)) === name).sort()
}

/** Returns the quarter of a database, `2026q4`; empty for one of no quarter. */
export const quarterIn = (database: string): string => /\d{4}q[1-4]$/.exec(database)?.[0] ?? ''

/** Parses the name of a database; null when it holds no book. */
export function bookIn(database: string): { unit: string; book: Book } | null {
  const [, unit, book, quarter = ''] = /^antt-(.+)-([a-z]+?)(?:-(\d{4}q[1-4]))?$/.exec(database) ?? []
  const known = books.find((name) => name === book)
  return unit && known && databaseName(unit, known, quarter) === database ? { unit, book: known } : null
}

const places = [...books, ...photoPlaces, 'transit'].join('|')
const ofUnit = new RegExp(`^antt-(.+)-(?:${places})(?:-\\d{4}q[1-4])?$`)

/** Returns the unit whose book, photos or boxes a database holds, or null. */
export const unitOfDatabase = (name: string): string | null => ofUnit.exec(name)?.[1] ?? null

/** The photo database of a unit that a photo belongs to. */
export interface PhotoHome {
  unit: string
  place: PhotoPlace
  /** Time when the photo was taken, as its fact tells it, Unix ms. */
  at: number
}

/** Returns `antt-<unit>-evidence` or `antt-<unit>-pictures-<quarter>`, which stand beside the books. */
export const photoDatabaseName = (unit: string, place: PhotoPlace, quarter: string): string =>
  place === 'pictures' ? `antt-${unit}-pictures-${quarter}` : `antt-${unit}-evidence`

/** Returns the database that the parts of a photo are written to. */
export const photoDatabase = ({ unit, place, at }: PhotoHome): string =>
  photoDatabaseName(unit, place, quarterOf(at))

/**
 * Returns the databases to search for a photo at `now` (Unix ms): its own quarter first. That one may not have been
 * provisioned when the photo arrived, so the two latest quarters since then follow.
 */
export function photoDatabasesToRead({ unit, place, at }: PhotoHome, now: number): string[] {
  const own = quarterOf(at)
  const later = [quarterOf(now), quarterAfter(now, -1)].filter((quarter) => quarter > own)
  return [...new Set([own, ...later].map((quarter) => photoDatabaseName(unit, place, quarter)))]
}

/** Returns the database of a fact. The time in its id decides, so that a late push still goes to the same one. */
export function databaseOf(fact: { id: string; unit: string; book: Book }): string {
  return databaseName(fact.unit, fact.book, quarterOf(idTime(fact.id)))
}

/**
 * Returns the databases of a book that a phone reads: its only one, or for a busy book those of the current quarter,
 * the one before, and the next one, to which a phone with a fast clock may have written.
 */
export function databasesToRead(unit: string, book: Book, now: number): string[] {
  const quarters = quarterlyBooks.includes(book) ? [0, -1, 1].map((by) => quarterAfter(now, by)) : ['']
  return quarters.map((quarter) => databaseName(unit, book, quarter))
}
