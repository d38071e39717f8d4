import { huiLimits } from '#lib/domain/hui/facts/amounts.ts'
import { maxOpening } from '#lib/domain/hui/facts/amounts.ts'
import { noticeKinds, noticeLimits, type NoticeKind } from '#lib/domain/notices/facts.ts'
import { isSameListing, listingOf } from '#lib/domain/notices/listing.ts'
import {
  isPastAgreedEnd,
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
  rowToday,
  type NoticeContents
} from '#lib/domain/notices/asked.ts'
import {
  byNumber,
  noticesNumbered,
  type NoticesByNumber,
  type PlacedNotice
} from '#lib/domain/notices/numbers.ts'
import {
  registerFolds,
  registerIn,
  type AskedHost,
  type NoticeBody,
  type ReceivedNotice,
  type RegisteredLine
} from '#lib/domain/notices/register.ts'
import { finds } from '#lib/domain/search.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { HuiBook, LineOutline, Person } from '../hui/hui-book.svelte.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { cleanText } from '../notebook/clean-text.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'

export {
  contentsOf,
  differencesOf,
  huiLimits,
  isPastAgreedEnd,
  maxOpening,
  noticeKinds,
  noticeLimits,
  noticeRule,
  openingValueOf,
  rowToday,
  runsOn
}
export type { AskedHost, ListedLine, NoticeBody, NoticeContents, NoticeKind, NoticeReason }
export type StoredLine = RegisteredLine<StoredFact>
export type StoredNotice = ReceivedNotice<StoredFact>
export type StoredPlacedNotice = PlacedNotice<StoredFact>

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
  #numbers: { lines: readonly StoredLine[]; all: NoticesByNumber<StoredFact> } | undefined

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

  /** Returns one line by its id in the register; undefined while this phone knows none. */
  line(id: string): StoredLine | undefined {
    return this.lines.find((line) => line.id === id)
  }

  /** Returns the line that lists a line of the hụi book, by that one's id. */
  listed(hui: string): StoredLine | undefined {
    return this.lines.find(({ id, row }) => (row?.of ?? id) === hui)
  }

  /** Returns the notices of a host that came before any of her lines was listed: those of her name, or in her own place. */
  unlistedOf(host: Pick<Person, 'id' | 'name'>): StoredLine[] {
    return this.lines.filter(
      ({ id, row, standing, host: said }) =>
        !row && standing && (id === host.id || (said && finds(host.name, [said.name])))
    )
  }

  /**
   * Returns the notices whose receipts have this number in this year: there should be one at most.
   * @param but a record that is not meant: the notice whose number it is
   */
  numbered(said: Pick<NoticeBody, 'number' | 'receivedOn'>, but = ''): StoredPlacedNotice[] {
    const { lines } = this
    if (this.#numbers?.lines !== lines) this.#numbers = { lines, all: byNumber(lines) }
    return noticesNumbered(this.#numbers.all, said, but)
  }

  /** Returns the lines that a notice may be of, but the one where it stands: those of its host first. */
  linesFor({ notice, line }: StoredPlacedNotice, query: string): StoredLine[] {
    const { name } = notice.body.host
    const ofHost = ({ host }: StoredLine) => !!host && finds(name, [host.name])
    const found = (query.trim() === '' ? this.lines : this.linesFound(query)).filter(
      ({ id, row, notices }) => id !== line.id && (row !== null || notices.length > 0)
    )
    return [...found.filter(ofHost), ...found.filter((one) => !ofHost(one))]
  }

  /** Returns the lines whose name, host or hamlet matches the query: "tang my hue". */
  linesFound(query: string): StoredLine[] {
    return this.lines.filter(
      ({ row, host }) => host && finds(query, [row?.line ?? '', host.name, host.hamlet ?? ''])
    )
  }

  /** Collects what is asked on the commune's ISO day. */
  desk(today: string): RegisterDesk {
    const fresh = this.lines.flatMap((line) =>
      line.notices.flatMap((notice) => (notice.counts ? { line, notice } : []))
    )
    fresh.sort((a, b) => (a.notice.body.receivedOn < b.notice.body.receivedOn ? 1 : -1))
    return { ...noticesAsked(this.lines, today), fresh }
  }

  /**
   * Lists a hụi line in the register, or updates its row.
   * @param beside the line of a notice that came first, in whose place the row is to stand
   */
  list(hui: string, row: ListedLine, beside?: string): Promise<Outcome> {
    const place = this.listed(hui)?.id ?? beside ?? hui
    const body = { ...row, ...(place !== hui && { of: hui }) }
    return this.#record(place, { type: 'notices.line-listed', body })
  }

  /**
   * Writes down a notice as received.
   * @param line null: of a line that is not in the register
   */
  receive(line: string | null, { number, from, host, ...body }: NoticeBody): Promise<Outcome> {
    const { clock } = this.parts
    const texts = { number: cleanText(number), from: cleanText(from) }
    const named = { name: cleanText(host.name), ...(host.hamlet && { hamlet: cleanText(host.hamlet) }) }
    return this.#record(line ?? uuidv7(clock.now(), clock.random(10)), {
      type: 'notices.notice-received',
      body: { ...body, ...texts, host: named }
    })
  }

  /** Records that a host must notify; `by`: the commune's day, ISO, null where it sets none. */
  ask(host: { id: string; name: string }, by: string | null): Promise<Outcome> {
    const body = { host: host.id, hostName: host.name, ...(by && { by }) }
    return this.#record(host.id, { type: 'notices.notice-asked', body })
  }

  /** Says of which line a notice is that was taken in at another place; it supplements the one that stands there. */
  place({ fact, body }: StoredNotice, { id, standing }: StoredLine): Promise<Outcome> {
    const replaces = body.kind !== 'new' && standing ? { replaces: standing.fact.id } : {}
    return this.#record(noticePlaceOf(fact), {
      type: 'notices.notice-placed',
      body: { notice: fact.id, line: id, ...replaces }
    })
  }

  /** Takes a notice back to where it was taken in. */
  takeBack({ fact }: StoredNotice): Promise<Outcome> {
    const place = noticePlaceOf(fact)
    return this.#record(place, { type: 'notices.notice-placed', body: { notice: fact.id, line: place } })
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

/** Returns the place in whose stream a record of a notice stands, wherever the notice was placed since. */
export const noticePlaceOf = ({ stream }: Pick<StoredFact, 'stream'>): string =>
  stream.slice('notice/'.length)

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
export function listingDue(line: LineOutline, book: HuiBook, register: NoticeRegister): ListingDue | null {
  const { one } = book.remarks
  const host = book.people.get(one(line.terms.host)) ?? book.people.get(line.terms.host)
  const plannedEnd = book.lastDay(line)
  if (!host || plannedEnd === undefined || !register.arrived) return null
  const known = register.listed(line.id)?.row
  const row = { ...listingOf(line, host, plannedEnd, one), ...(known?.of && { of: known.of }) }
  return { row, state: !known ? 'unlisted' : isSameListing(known, row) ? 'listed' : 'differs' }
}

/**
 * Returns the lines that police must bring to the register: those that must be notified on `today` (ISO) and are not
 * listed, and those whose row differs.
 */
export function listingsDue(book: HuiBook, register: NoticeRegister, today: string): LineOutline[] {
  const all = book.lines.flatMap((line) => {
    const due = listingDue(line, book, register)
    return due ? [{ line, ...due }] : []
  })
  const owed = noticesOwed(
    all.map(({ row }) => row),
    today
  )
  return all.flatMap(({ line, row, state }) =>
    state === 'differs' || (state === 'unlisted' && owed.has(row)) ? [line] : []
  )
}
