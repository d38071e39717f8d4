import { roundDay } from '#lib/domain/hui/calendar.ts'
import { models, type Commission, type LineModel } from '#lib/domain/hui/facts/agreement.ts'
import {
  huiLimits,
  isTooLarge,
  maxClaim,
  maxDong,
  maxOpening,
  maxParts
} from '#lib/domain/hui/facts/amounts.ts'
import { periods, type LunarDay, type Period } from '#lib/domain/hui/facts/periods.ts'
import { findsCode } from '#lib/domain/hui/line-code.ts'
import { nextReceiptNumber } from '#lib/domain/hui/receipt-number.ts'
import type * as lunarCalendar from '#lib/domain/hui/lunar.ts'
import { foldedOutline, type LineOutline } from '#lib/domain/hui/outline.ts'
import { knownName, type Person } from '#lib/domain/hui/people.ts'
import type { Line, Terms } from '#lib/domain/hui/state.ts'
import { finds, nearness } from '#lib/domain/search.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { ErasureStore } from '../erasure/erasure-store.ts'
import { foldedUntil } from '../notebook/fact-times.ts'
import { FoldedStreams } from '../notebook/folded/folded-streams.ts'
import { ShownRecords } from '../notebook/folded/shown-records.ts'
import { Charge } from '../handover/charge.ts'
import type { LineForm, PersonForm, PlannedDay } from './book-forms.ts'
import { HuiLine } from './hui-line.svelte.ts'
import { HuiCollapses } from './hui-collapses.ts'
import { HuiRemarks } from './hui-remarks.ts'
import { linesOfAccount, BookPeople, OwnBook, SortedLines } from './own/own-lines.ts'
import { saidOf } from './sources.ts'
import { unlessAgreed } from './unless-agreed.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { bookDifferences } from '#lib/domain/hui/own/compare.ts'
export { huiLimits, isTooLarge, maxClaim, maxDong, maxOpening, maxParts, models, periods }
export type { LineForm, PersonForm, PlannedDay } from './book-forms.ts'
export type { Commission, Line, LineOutline, LunarDay, LineModel, Period, Person }

type Calendar = typeof lunarCalendar
type Days = Pick<Terms, 'startsOn' | 'period' | 'lunar'>

type Outlines = readonly LineOutline[]

/** A unit's hụi book on screen: its people, and its lines in outline. It outlives its screens, so it holds no `$derived`. */
export class HuiBook {
  readonly #outlines: Live<Outlines>
  readonly #about: Live<StoredFact[]>
  readonly #lines = new Map<string, HuiLine>()
  readonly #recent: ShownRecords
  readonly #sorted = new SortedLines()
  readonly #people = new BookPeople()
  readonly #own: OwnBook
  readonly #charge: Charge
  #lastReceipt = 0
  #calendar = $state.raw<Calendar | null>(null)
  readonly #erasures: ErasureStore
  readonly collapses: HuiCollapses
  readonly remarks: HuiRemarks

  constructor(private readonly parts: BookDeps) {
    const fold = (facts: readonly StoredFact[]) => foldedOutline(facts, foldedUntil(parts.clock))
    this.#outlines = new Live<Outlines>(
      new FoldedStreams(parts.sources, { name: 'hui lines 3', kind: 'line', fold, order: byCode }),
      []
    )
    this.#about = new Live(parts.streams('person'), [])
    this.#recent = new ShownRecords(parts)
    this.#charge = new Charge(parts)
    this.#erasures = new ErasureStore(parts)
    this.#own = new OwnBook(parts)
    this.remarks = new HuiRemarks(parts, () => this.#about.current)
    this.collapses = new HuiCollapses(parts, () => this.people, this.remarks.one)
  }

  /** False until the lines and the people have been read. */
  get arrived(): boolean {
    // Asks all, so that all are being read.
    return ![this.#outlines.arrived, this.#about.arrived, this.collapses.arrived].includes(false)
  }

  get people(): ReadonlyMap<string, Person> {
    return this.#read().people
  }

  /** The person whom a host (chủ hụi) is in a book of her own; null in the commune's book. */
  get own(): string | null {
    return this.#own.person
  }

  /** The lines, sorted by code. What hosts handed in is not among them: it counts beside nothing in the commune's book. */
  get lines(): readonly LineOutline[] {
    return this.#sorted.of(this.#outlines.current, this.own !== null).lines
  }

  /** The lines that hosts handed in (*chủ hụi khai*), sorted likewise; none in a book of her own. */
  get declared(): readonly LineOutline[] {
    return this.#sorted.of(this.#outlines.current, this.own !== null).declared
  }

  /** Those of them that this account itself began, as the host that it was. */
  get begun(): readonly LineOutline[] {
    return linesOfAccount(this.parts.account, this.declared)
  }

  /** False until it is known what was handed over. */
  get chargesKnown(): boolean {
    return this.#charge.arrived
  }

  /** Returns the account that keeps a line's ledger: whoever opened it, unless it was handed over; undefined until known. */
  chargeOf(id: string): string | undefined {
    const line = this.lines.find((one) => one.id === id)
    return line && this.#charge.of(line.opening, this.lines)
  }

  /** Returns the records about a person. */
  recordsAbout(person: string): readonly StoredFact[] {
    this.#read()
    return this.#people.factsOf(person)
  }

  /** Returns the last records of a line: a list checks these, its page all. */
  recentOf({ id, recentSince }: LineOutline): readonly StoredFact[] {
    return this.#recent.of(`line/${id}`, recentSince).current
  }

  /**
   * Returns the planned day of round `k`, in the calendar that the first round was agreed in. Returns null while the lunar
   * calendar, which is fetched on first use, is still loading.
   */
  dayOf({ lunar, startsOn, period }: Days, k: number): PlannedDay | null {
    if (!lunar) return { on: roundDay(startsOn, period, k), lunar: null }
    const calendar = this.#calendar
    if (!calendar) {
      void this.loadCalendar()
      return null
    }
    const day = calendar.lunarRoundDay(lunar, period, k)
    const on = day && calendar.solarOf(day)
    return on ? { on, lunar: day } : null
  }

  /**
   * Returns the agreed day of a line's last round, ISO; null when the calendar has none, undefined while the lunar
   * calendar is still loading.
   */
  lastDay({ terms }: Pick<LineOutline, 'terms'>): string | null | undefined {
    if (!terms.lunar) return roundDay(terms.startsOn, terms.period, terms.n)
    const calendar = this.#calendar
    if (!calendar) return void this.loadCalendar()
    const lunar = calendar.lunarRoundDay(terms.lunar, terms.period, terms.n)
    return lunar && calendar.solarOf(lunar)
  }

  /** Returns the lunar day of an ISO day; null when it has none or while the calendar is loading. */
  lunarOf(day: string): LunarDay | null {
    if (this.#calendar) return this.#calendar.lunarOf(day)
    void this.loadCalendar()
    return null
  }

  async loadCalendar(): Promise<void> {
    this.#calendar ??= await import('#lib/domain/hui/lunar.ts')
  }

  /**
   * Returns the person's display name, made unambiguous within the book; '…' while this phone does not know them.
   * @param erased the text shown for a person whose data were erased
   */
  nameOf(person: string, erased: string): string {
    const { names, theirs } = this.#read()
    const known = names.get(person) ?? theirs.get(person)
    return known ?? (this.#erasures.erased('person', person) ? erased : '…')
  }

  /** Returns the number of the next receipt that a phone issues. @param device its id */
  nextReceipt(device: string): string {
    // Declared lines too: who was a host before wrote receipts there.
    const known = this.#outlines.current.map(({ receipts }) => receipts[device] ?? 0)
    // Counts what was just issued: the outlines may not have it yet.
    this.#lastReceipt = Math.max(this.#lastReceipt, ...known) + 1
    return nextReceiptNumber(this.#lastReceipt - 1, device, this.parts.directory().unit?.name ?? '')
  }

  /** Returns the people whose name or hamlet starts with the query, "ba hue"; those that come nearest to it first. */
  peopleFound(query: string): Person[] {
    const found = [...this.people.values()].filter((person) => finds(query, textsOf(person)))
    const near = new Map(found.map((person) => [person, nearness(query, textsOf(person))]))
    return found.sort((a, b) => near.get(a)! - near.get(b)! || byName(a, b))
  }

  /** Returns the lines whose code, host or member matches the query. */
  linesFound(query: string): LineOutline[] {
    const found = new Set(this.peopleFound(query).map(({ id }) => id))
    return this.lines.filter(
      ({ terms, people }) =>
        findsCode(query, terms.code) || found.has(terms.host) || people.some((person) => found.has(person))
    )
  }

  /** Returns the line that has this code, however it was typed. */
  lineByCode(code: string): LineOutline | undefined {
    return this.lines.find(({ terms }) => terms.code === cleanText(code))
  }

  /** Returns the lines this person hosts, under whichever of their ids. */
  linesOfHost(host: string): LineOutline[] {
    const { one } = this.remarks
    return this.lines.filter(({ terms }) => one(terms.host) === one(host))
  }

  /** Returns the host's lines in which `holder` holds parts. */
  linesHeld(host: string, holder: string): LineOutline[] {
    return this.linesOfHost(host).filter(({ people }) => people.includes(holder))
  }

  /** Returns the lines that this person hosts or holds parts of, under whichever of their ids. */
  linesWith(person: string): LineOutline[] {
    const ids = this.remarks.idsOf(person)
    return this.lines.filter(({ terms, people }) => [terms.host, ...people].some((one) => ids.includes(one)))
  }

  /** Returns one line; every component that asks gets the same object. */
  line(id: string): HuiLine {
    const known = this.#lines.get(id)
    if (known) return known
    const { unit, account, clock, stream, record } = this.parts
    const isOwn = this.own !== null
    const line = new HuiLine(id, { unit, account, clock, record, isOwn, stream: stream(`line/${id}`) })
    this.#lines.set(id, line)
    return line
  }

  /**
   * Records a person's details; a null `id` creates the person, whose new id is in the answer.
   * @param version of the text to which a person agrees who wants a name in Khmer script; what was agreed before stays
   */
  async describe(
    id: string | null,
    form: PersonForm,
    version: string
  ): Promise<{ id: string; outcome: Outcome }> {
    const person = id ?? this.#own.newId()
    const { name, knownAs, hamlet } = form
    const khmer = form.agreed === 'yes' ? cleanText(form.khmer) : ''
    const before = this.people.get(person)
    const khmerConsent = before?.khmer === khmer ? before.khmerConsent : { version, agreed: true as const }
    const optional = Object.entries({ knownAs, khmer, hamlet })
      .map(([key, text]) => [key, cleanText(text)] as const)
      .filter(([, text]) => text !== '')
    const texts = { name: cleanText(name), ...Object.fromEntries(optional) }
    const body = { ...texts, ...(khmer && khmerConsent && { khmerConsent }) }
    const place = { unit: this.parts.unit, book: 'hui', stream: `person/${person}` } as const
    return { id: person, outcome: await this.parts.record({ ...place, type: 'hui.person-described', body }) }
  }

  /** See `OwnBook.introduce`. */
  introduce(): Promise<void> {
    return this.#own.introduce(this.people)
  }

  /** Begins a line with what was agreed; its new `id` is in the answer. */
  async begin({ lunar, source, ...form }: LineForm): Promise<{ id: string; outcome: Outcome }> {
    await this.introduce()
    const id = this.#own.newId()
    const place = { unit: this.parts.unit, book: 'hui', stream: `line/${id}` } as const
    const agreed = { ...unlessAgreed, ...form, code: cleanText(form.code), ...(lunar && { lunar }) }
    const body = { said: saidOf(this.own === null ? source : 'host'), ...agreed }
    return { id, outcome: await this.parts.record({ ...place, type: 'hui.line-agreed', body }) }
  }

  #read() {
    return this.#people.of(this.#about.current, this.own !== null)
  }
}

/** Returns the notebook's hụi book; its code loads with the screens that show it. */
export const huiOf = (notebook: Notebook): HuiBook => notebook.open(HuiBook)

const collator = new Intl.Collator('vi')
const codes = new Intl.Collator('vi', { numeric: true })
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
const byCode = (a: LineOutline, b: LineOutline) => codes.compare(a.terms.code, b.terms.code) || byId(a, b)
const byName = (a: Person, b: Person) =>
  collator.compare(knownName(a), knownName(b)) || (a.id < b.id ? -1 : 1)

const textsOf = ({ name, knownAs = '', khmer = '', hamlet = '' }: Person) => [name, knownAs, khmer, hamlet]
