import { mostOpeningValue, noticeKinds, noticeLimits, type NoticeKind } from '#lib/domain/notices/facts.ts'
import { isSameListing, listingOf } from '#lib/domain/notices/listing.ts'
import {
  noticeRule,
  noticesOwed,
  openingValueOf,
  runsOn,
  type ListedLine,
  type NoticeReason
} from '#lib/domain/notices/obligation.ts'
import {
  contentsOf,
  differencesOf,
  noticesAsked,
  registerFolds,
  registerIn,
  type NoticeBody,
  type NoticeContents,
  type ReceivedNotice,
  type RegisteredLine
} from '#lib/domain/notices/register.ts'
import { finds } from '#lib/domain/search.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { HuiBook, Line } from '../hui/hui-book.svelte.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { cleanText } from '../notebook/clean-text.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'

export {
  contentsOf,
  differencesOf,
  mostOpeningValue,
  noticeKinds,
  noticeLimits,
  noticeRule,
  openingValueOf,
  runsOn
}
export type { ListedLine, NoticeBody, NoticeContents, NoticeKind, NoticeReason }
export type StoredLine = RegisteredLine<StoredFact>
export type StoredNotice = ReceivedNotice<StoredFact>

/** Everything that the register asks of the office on one day. */
export type RegisterDesk = ReturnType<typeof noticesAsked<StoredFact>> & {
  /** The notices that count, the latest received first. */
  fresh: { line: StoredLine; notice: StoredNotice }[]
}

/** The register of hụi lines and the notices of their hosts, on screen. It outlives its screens, so it holds no `$derived`. */
export class NoticeRegister {
  readonly #facts: Live<StoredFact[]>
  readonly #folds = registerFolds<StoredFact>()
  #reading: { facts: readonly StoredFact[]; lines: StoredLine[] } | undefined

  constructor(private readonly parts: BookDeps) {
    this.#facts = new Live(parts.book('notices'), [])
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** The lines, sorted by name. */
  get lines(): readonly StoredLine[] {
    return this.#read()
  }

  /** Returns one line by the id of its hụi line; undefined while this phone knows none. */
  line(id: string): StoredLine | undefined {
    return this.lines.find((line) => line.id === id)
  }

  /** Returns the lines whose name, host or hamlet matches the query: "tang my hue". */
  linesFound(query: string): StoredLine[] {
    return this.lines.filter(({ row }) => row && finds(query, [row.line, row.hostName, row.hamlet ?? '']))
  }

  /** Collects what is asked on the commune's ISO day. */
  desk(today: string): RegisterDesk {
    const fresh = this.lines.flatMap((line) =>
      line.notices.flatMap((notice) => (notice.counts ? { line, notice } : []))
    )
    fresh.sort((a, b) => (a.notice.body.receivedOn < b.notice.body.receivedOn ? 1 : -1))
    return { ...noticesAsked(this.lines, today), fresh }
  }

  /** Lists a hụi line in the register, or updates its row. */
  list(line: string, row: ListedLine): Promise<Outcome> {
    return this.#record(line, { type: 'notices.line-listed', body: row })
  }

  /** Writes down a notice as received. */
  receive(line: string, { number, from, ...body }: NoticeBody): Promise<Outcome> {
    const texts = { number: cleanText(number), from: cleanText(from) }
    return this.#record(line, { type: 'notices.notice-received', body: { ...body, ...texts } })
  }

  /** Withdraws a notice that was written down by mistake: "Ghi sửa (giữ bản cũ)". */
  withdraw(line: string, notice: string, reason: string): Promise<Outcome> {
    const body = { notice, reason: cleanText(reason) }
    return this.#record(line, { type: 'notices.notice-withdrawn', body })
  }

  #record(line: string, draft: Pick<Draft, 'type' | 'body'>): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'notices', stream: `notice/${line}` }
    return this.parts.record({ ...place, ...draft } as Draft)
  }

  /** Memoizes the fold until the store returns new facts. */
  #read(): StoredLine[] {
    const facts = this.#facts.current
    if (this.#reading?.facts !== facts) this.#reading = { facts, lines: registerIn(facts, this.#folds) }
    return this.#reading.lines
  }
}

/** Returns the notebook's register of notices; its code loads with the screens that show it. */
export const registerOf = (notebook: Notebook): NoticeRegister => notebook.open(NoticeRegister)

/** The row of a line of the hụi book in the register: none, another one than the line asks for, or the same. */
type ListingState = 'unlisted' | 'differs' | 'listed'

/** A hụi line as the register shall list it, and whether it does. */
export interface ListingDue {
  row: ListedLine
  state: ListingState
}

/**
 * Compares a line of the hụi book with its row; null while its host is not on this phone, or its last day not yet known.
 */
export function listingDue(line: Line, book: HuiBook, register: NoticeRegister): ListingDue | null {
  const host = book.people.get(line.host)
  const plannedEnd = book.lastDay(line)
  if (!host || plannedEnd === undefined || !register.arrived) return null
  const row = listingOf(line, host, plannedEnd)
  const known = register.line(line.id)?.row
  return { row, state: !known ? 'unlisted' : isSameListing(known, row) ? 'listed' : 'differs' }
}

/**
 * Counts the lines that police must bring to the register: those that must be notified on `today` (ISO) and are not
 * listed, and those whose row differs.
 */
export function listingsDue(book: HuiBook, register: NoticeRegister, today: string): number {
  const all = book.lines.flatMap((line) => listingDue(line, book, register) ?? [])
  const owed = noticesOwed(
    all.map(({ row }) => row),
    today
  )
  return all.filter(({ row, state }) => state === 'differs' || (state === 'unlisted' && owed.has(row))).length
}
