import { beginningFolds, inCharge } from '#lib/domain/handover/charge.ts'
import {
  huiLimits,
  maxParts,
  periods,
  type Commission,
  type LunarDay,
  type Period
} from '#lib/domain/hui/facts.ts'
import { roundDay } from '#lib/domain/hui/calendar.ts'
import { findsCode } from '#lib/domain/hui/line-code.ts'
import { LineFolds } from '#lib/domain/hui/line-folds.ts'
import type * as lunarCalendar from '#lib/domain/hui/lunar.ts'
import { knownName, PeopleFolds, type Person } from '#lib/domain/hui/people.ts'
import type { Line } from '#lib/domain/hui/state.ts'
import { finds } from '#lib/domain/search.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { ErasureStore } from '../erasure/erasure-store.ts'
import { foldedUntil } from '../notebook/fact-times.ts'
import { HuiLine } from './hui-line.svelte.ts'
import { HuiCollapses } from './hui-collapses.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { huiLimits, maxParts, periods }
export type { Commission, Line, LunarDay, Period, Person }

/** A person as the form holds them; '' where nothing is known. */
export interface PersonForm {
  name: string
  knownAs: string
  khmer: string
  /** Whether the person agreed to the name in Khmer script; '' where nobody asked. Without a yes it is not recorded. */
  agreed: 'yes' | 'no' | ''
  hamlet: string
}

export interface LineForm {
  code: string
  host: string
  face: number
  period: Period
  commission: Commission
  startsOn: string
  lunar: LunarDay | null
  parts: string[]
}

/** A day agreed in advance: its ISO day, plus its lunar day when the line follows the lunar calendar. */
export interface PlannedDay {
  on: string
  lunar: LunarDay | null
}

type Calendar = typeof lunarCalendar

interface Reading {
  facts: readonly StoredFact[]
  people: ReadonlyMap<string, Person>
  names: ReadonlyMap<string, string>
  lines: Line[]
}

/** A unit's hụi book on screen: its people and lines. It outlives its screens, so it holds no `$derived`. */
export class HuiBook {
  readonly #facts: Live<StoredFact[]>
  readonly #handovers: Live<StoredFact[]>
  readonly #lines = new Map<string, HuiLine>()
  #reading: Reading | undefined
  readonly #folds = new LineFolds<StoredFact>()
  readonly #people = new PeopleFolds()
  readonly #beginnings = beginningFolds()
  #charge: { facts: StoredFact[]; handovers: StoredFact[]; accounts: ReadonlyMap<string, string> } | null =
    null
  #calendar = $state.raw<Calendar | null>(null)
  readonly #erasures: ErasureStore
  readonly collapses: HuiCollapses

  constructor(private readonly parts: BookDeps) {
    this.#facts = new Live(parts.book('hui'), [])
    this.#handovers = new Live(parts.streams('handover'), [])
    this.#erasures = new ErasureStore(parts)
    this.collapses = new HuiCollapses(parts, () => this.#read())
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  get people(): ReadonlyMap<string, Person> {
    return this.#read().people
  }

  /** The lines, sorted by code. */
  get lines(): readonly Line[] {
    return this.#read().lines
  }

  /** False until it is known what was handed over. */
  get chargesKnown(): boolean {
    return this.#handovers.arrived
  }

  /** Returns the account that keeps a line's ledger: whoever opened it, unless it was handed over; undefined until known. */
  chargeOf(id: string): string | undefined {
    const [facts, handovers] = [this.#facts.current, this.#handovers.current]
    if (!this.chargesKnown) return undefined
    const known = this.#charge
    if (known?.facts !== facts || known.handovers !== handovers)
      this.#charge = { facts, handovers, accounts: inCharge(facts, handovers, this.#beginnings) }
    return this.#charge!.accounts.get(`line/${id}`)
  }

  /** Returns the records of a line, a person or a collapse: `line/<id>`. */
  recordsOf(stream: string): readonly StoredFact[] {
    this.#read()
    return this.#folds.factsOf(stream)
  }

  /**
   * Returns the planned day of the next round, in the calendar that the first round was agreed in. Returns null while
   * the lunar calendar, which is fetched on first use, is still loading.
   */
  nextDay({ opening, rounds }: Line): PlannedDay | null {
    const k = rounds.length + 1
    if (!opening.lunar) return { on: roundDay(opening.startsOn, opening.period, k), lunar: null }
    const calendar = this.#calendar
    if (!calendar) {
      void this.loadCalendar()
      return null
    }
    const lunar = calendar.lunarRoundDay(opening.lunar, opening.period, k)
    const on = lunar && calendar.solarOf(lunar)
    return on ? { on, lunar } : null
  }

  /**
   * Returns the agreed day of a line's last round, ISO; null when the calendar has none, undefined while the lunar
   * calendar is still loading.
   */
  lastDay({ opening, n }: Line): string | null | undefined {
    if (!opening.lunar) return roundDay(opening.startsOn, opening.period, n)
    const calendar = this.#calendar
    if (!calendar) return void this.loadCalendar()
    const lunar = calendar.lunarRoundDay(opening.lunar, opening.period, n)
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
    const known = this.#read().names.get(person)
    return known ?? (this.#erasures.erased('person', person) ? erased : '…')
  }

  /** Returns the people whose name or hamlet starts with the query: "ba hue". */
  peopleFound(query: string): Person[] {
    const found = [...this.people.values()].filter((person) => finds(query, textsOf(person)))
    return found.sort(byName)
  }

  /** Returns the lines whose code, host or member matches the query. */
  linesFound(query: string): Line[] {
    const found = new Set(this.peopleFound(query).map(({ id }) => id))
    return this.lines.filter(
      ({ opening, parts }) =>
        findsCode(query, opening.code) ||
        found.has(opening.host) ||
        parts.some(({ holder }) => found.has(holder))
    )
  }

  /** Returns the lines this person hosts. */
  linesOfHost(host: string): Line[] {
    return this.lines.filter((line) => line.host === host)
  }

  /** Returns the host's lines in which `holder` holds parts. */
  linesHeld(host: string, holder: string): Line[] {
    return this.linesOfHost(host).filter(({ parts }) => parts.some((part) => part.holder === holder))
  }

  /** Returns one line; every component that asks gets the same object. */
  line(id: string): HuiLine {
    const known = this.#lines.get(id)
    if (known) return known
    const { unit, clock, stream, record } = this.parts
    const line = new HuiLine(id, { unit, clock, record, stream: stream(`line/${id}`) })
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
    const person = id ?? this.#newId()
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

  /** Opens a line; its new `id` is in the answer. */
  async open({ lunar, ...form }: LineForm): Promise<{ id: string; outcome: Outcome }> {
    const id = this.#newId()
    const place = { unit: this.parts.unit, book: 'hui', stream: `line/${id}` } as const
    const body = { ...form, code: cleanText(form.code), ...(lunar && { lunar }) }
    return { id, outcome: await this.parts.record({ ...place, type: 'hui.line-opened', body }) }
  }

  #newId(): string {
    const { clock } = this.parts
    return uuidv7(clock.now(), clock.random(10))
  }

  /** Memoizes the reading until the store returns new facts. */
  #read(): Reading {
    const facts = this.#facts.current
    if (this.#reading?.facts === facts) return this.#reading
    const lines = this.#folds.of(facts, foldedUntil(this.parts.clock))
    return (this.#reading = { facts, ...this.#people.of(facts), lines })
  }
}

/** Returns the notebook's hụi book; its code loads with the screens that show it. */
export const huiOf = (notebook: Notebook): HuiBook => notebook.open(HuiBook)

const collator = new Intl.Collator('vi')
const byName = (a: Person, b: Person) =>
  collator.compare(knownName(a), knownName(b)) || (a.id < b.id ? -1 : 1)

const textsOf = ({ name, knownAs = '', khmer = '', hamlet = '' }: Person) => [name, knownAs, khmer, hamlet]
