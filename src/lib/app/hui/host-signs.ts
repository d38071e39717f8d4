import { coversLevel, isSettled, isViewed, reviewsOf, seenBy, type Review } from '#lib/domain/hui/reviews.ts'
import { reviewOutcomes, type ReviewOutcome } from '#lib/domain/hui/facts/warning.ts'
import type { Line } from '#lib/domain/hui/state.ts'
import { levelsThen } from '#lib/domain/hui/person/levels-then.ts'
import { signsOfHost, type KnownOfHost } from '#lib/domain/hui/person/signs.ts'
import {
  isRaised,
  type Indicator,
  type IndicatorId,
  type WarningLevel
} from '#lib/domain/hui/warning/indicator.ts'
import { thresholds } from '#lib/domain/hui/warning/thresholds.ts'
import { verdictOf } from '#lib/domain/hui/warning/verdict.ts'
import { hostWarnings } from '#lib/domain/hui/warning/warnings.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { cleanText } from '../notebook/clean-text.ts'
import { foldedUntil } from '../notebook/fact-times.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import type { NoticeRegister } from '../notices/notice-register.svelte.ts'
import { hostLines } from './host-lines.ts'
import type { HuiBook } from './hui-book.svelte.ts'
import { saidOf, type Provenance } from './sources.ts'

export { reviewOutcomes, thresholds }
export type { ReviewOutcome }

/** One sign of a host, with the last look at it. */
export interface HostSign extends Indicator {
  review: Review | undefined
  /** Whether that look saw it at this level, or a worse one. */
  isReviewed: boolean
}

/** Holds what a host's lines say; there is no number for a person in it. */
export interface SignsOfHost {
  /** At most three that nobody has looked at yet, what matters most first. */
  foremost: HostSign[]
  /** All, in the order of their table. */
  all: HostSign[]
  /** Those that somebody has looked at, the last look first. */
  reviewed: HostSign[]
  /** Whether two independent signs that are not explained stand: less is no reason to contact a family. */
  contact: boolean
  /** Whether one that is not explained asks for a look today. */
  atOnce: boolean
}

/** A look at a sign as the form holds it. */
export interface ReviewForm {
  source: Provenance
  outcome: ReviewOutcome
  note: string
}

/** Reads of the book what a screen asks for, and nothing before. */
type Book = Pick<HuiBook, 'linesOfHost' | 'line' | 'recordsAbout' | 'people'> & {
  remarks: Pick<HuiBook['remarks'], 'all' | 'idsOf'>
}
type Register = Pick<NoticeRegister, 'arrived' | 'lines'>

/** All that the signs of a host are computed from; nothing is computed anew while each of them is the same. */
interface Known {
  host: string
  lines: readonly Line[]
  remarks: Book['remarks']['all']
  people: Book['people']
  /** Undefined until the register has been read. */
  register: NoticeRegister['lines'] | undefined
}

interface Reading extends Known {
  facts: readonly (readonly StoredFact[])[]
  day: string
  signs: SignsOfHost | null
}

/** The signs of hosts, computed for one host at a time and only when her page is open. */
export class HostSigns {
  readonly #readings = new Map<string, Reading>()
  /** Openings recorded since the notebook was opened: the book may not show them yet. */
  readonly #viewed = new Set<string>()

  constructor(private readonly parts: Pick<BookDeps, 'unit' | 'account' | 'clock' | 'record'>) {}

  /**
   * Returns a host's signs on an ISO day, the same object while her records are; null: she hosts no line, undefined while her
   * lines are being read.
   */
  of(host: string, day: string, book: Book, register: Register): SignsOfHost | null | undefined {
    const own = hostLines(book, host)?.filter(({ state }) => state)
    if (!own) return undefined
    const known: Known = {
      host,
      lines: own.map(({ state }) => state!),
      remarks: book.remarks.all,
      people: book.people,
      register: register.arrived ? register.lines : undefined
    }
    const about = book.remarks.idsOf(host).map((id) => book.recordsAbout(id))
    const facts = [...about, ...own.map(({ facts }) => facts)]
    const before = this.#readings.get(host)
    if (before && before.day === day && isSameKnown(before, known) && isSame(before.facts, facts))
      return before.signs
    const signs = this.#read(known, about.flat(), facts.slice(about.length), day)
    this.#readings.set(host, { ...known, facts, day, signs })
    return signs
  }

  /** Records a look at a sign, at the level that it has now. */
  review(host: string, { id, level }: HostSign, day: string, form: ReviewForm): Promise<Outcome> {
    if (level !== 'amber' && level !== 'red') throw new Error(`nothing to look at: ${level}`)
    const note = cleanText(form.note)
    const body = { on: day, said: saidOf(form.source), indicator: id, level, outcome: form.outcome }
    return this.#record(host, { type: 'hui.flag-reviewed', body: { ...body, ...(note && { note }) } })
  }

  /** Records that this account opened a host's signs, once a day. */
  async noteView(host: string, day: string, book: Pick<HuiBook, 'recordsAbout'>): Promise<void> {
    const key = `${host} ${day}`
    if (this.#viewed.has(key) || isViewed(book.recordsAbout(host), this.parts.account, day)) return
    this.#viewed.add(key)
    const { ok } = await this.#record(host, { type: 'hui.score-viewed', body: { on: day } })
    if (!ok) this.#viewed.delete(key)
  }

  #read(
    { host, lines, remarks, people, register }: Known,
    about: readonly StoredFact[],
    facts: readonly (readonly StoredFact[])[],
    day: string
  ): SignsOfHost | null {
    const watched = lines.map((state, i) => ({ state, facts: facts[i]! }))
    const known = { host, lines: watched, remarks, people, notices: register && noticedOn(register) }
    const signs = signsOfHost(known)
    const context = { asOf: foldedUntil(this.parts.clock), day, signs, same: remarks.same }
    const [warning] = hostWarnings(watched, context)
    if (!warning) return null
    const reviews = reviewsOf(about, context.asOf)
    const settled = new Set<IndicatorId>()
    const all = warning.indicators.map((sign): HostSign => {
      const { id, level } = sign
      const review = reviews.get(id)
      // Folds all anew, so only where a look may cover something.
      const mayCover = isRaised(sign) && coversLevel(review, level)
      const seen = mayCover ? seenBy(review!, levelThen(known, review!, id)) : review
      if (isSettled(seen, level)) settled.add(id)
      return { ...sign, review, isReviewed: coversLevel(seen, level) }
    })
    const { contact, review } = verdictOf(all.filter(({ id }) => !settled.has(id)))
    const byId = new Map(all.map((sign) => [sign.id, sign]))
    return {
      foremost: verdictOf(all.filter(({ isReviewed }) => !isReviewed)).foremost.map(({ id }) =>
        byId.get(id)!
      ),
      all,
      reviewed: [...reviews.keys()].map((id) => byId.get(id)!).reverse(),
      contact,
      atOnce: review
    }
  }

  #record(host: string, draft: Pick<Draft, 'type' | 'body'>): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'hui', stream: `person/${host}` }
    return this.parts.record({ ...place, ...draft } as Draft)
  }
}

/** Returns the level that a sign had for whoever wrote a look at it. */
function levelThen(known: KnownOfHost, { at }: Review, id: IndicatorId): WarningLevel {
  const asOf = foldedUntil({ now: () => Date.parse(at) })
  return levelsThen(known, asOf).get(id) ?? 'not-computable'
}

/** Tells whether any sign asks for a look, looked at or not. */
export const isAnyRaised = ({ all }: SignsOfHost): boolean => all.some(isRaised)

/** Returns the notebook's signs; their code loads with the screen that shows them. */
export const signsOf = (notebook: Notebook): HostSigns => notebook.open(HostSigns)

/** Returns the ISO day of the first notice of each line that counts. */
const noticedOn = (lines: NoticeRegister['lines']): Map<string, string> =>
  new Map(
    lines.flatMap(({ id, notices }) => {
      const first = notices.findLast(({ counts }) => counts)
      return first ? [[id, first.body.receivedOn] as const] : []
    })
  )

const isSameKnown = (a: Known, b: Known) =>
  a.remarks === b.remarks && a.people === b.people && a.register === b.register && isSame(a.lines, b.lines)
const isSame = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((one, i) => one === b[i])
