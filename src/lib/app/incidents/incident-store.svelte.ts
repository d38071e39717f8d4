import type { IncidentEntry as EntryOf } from '#lib/domain/incidents/entry.ts'
import {
  categories,
  incidentLimits,
  tipSources,
  triages,
  type Category,
  type Position,
  type Stage,
  type TipSource,
  type Triage
} from '#lib/domain/incidents/facts.ts'
import { countsOf, newestFirst, type Incident as IncidentOf } from '#lib/domain/incidents/incident.ts'
import { incidentOutline, type IncidentOutline } from '#lib/domain/incidents/outline.ts'
import { passages, type Passage as PassageOf } from '#lib/domain/incidents/passages.ts'
import { forwardWithin, pressingFirst, timeLeft } from '#lib/domain/incidents/tip.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { Charge } from '../handover/charge.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { FoldedStreams, type StreamFold } from '../notebook/folded/folded-streams.ts'
import { ShownRecords } from '../notebook/folded/shown-records.ts'
import type { IncidentFilter } from './incident-filter.ts'
import { IncidentPage, type DraftContent } from './incident-page.svelte.ts'
import { Live } from '../notebook/live.svelte.ts'
import { PickedPhotos } from '../photos/picked-photos.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { categories, forwardWithin, incidentLimits, passages, pressingFirst, timeLeft, tipSources, triages }
export type { Category, IncidentOutline, Position, Stage, TipSource, Triage }
export type StoredIncident = IncidentOf<StoredFact>
export type StoredEntry = EntryOf<StoredFact>
export type StoredPassage = PassageOf<StoredFact>

/** The form of a report as its author left it; '' is not chosen yet. */
export interface ReportForm {
  category: Category | ''
  text: string
  place: string
  position: Position | null
}

/** The form of a tip. */
export interface TipForm extends ReportForm {
  source: TipSource | ''
  triage: Triage | ''
}

/** How the list's outlines are folded. */
export const incidentFold: StreamFold<IncidentOutline> = {
  name: 'incidents',
  kind: 'incident',
  fold: (facts) => ({ state: incidentOutline(facts), changesWithTime: false }),
  order: newestFirst
}

/** The keys of an unsaved report's and an unsaved tip's draft. */
export const reportKey = 'incident'
export const tipKey = 'tip'

/**
 * The state of the screens with the unit's incidents, newest first. It outlives the screens that read it: no `$derived`
 * here.
 */
export class IncidentStore {
  readonly #outlines: Live<readonly IncidentOutline[]>
  readonly #pages = new Map<string, IncidentPage>()
  readonly #records: ShownRecords
  readonly #charge: Charge
  /** The list's filter and scroll position, px: whoever comes back finds the list as they left it. */
  readonly filter = $state<IncidentFilter>({ state: 'open', kind: '', query: '' })
  scrolled = 0
  /** Pictures of a report, and of a tip, that is not saved yet. */
  readonly photos = new PickedPhotos()
  readonly tipPhotos = new PickedPhotos()

  constructor(private readonly parts: BookDeps) {
    this.#outlines = new Live<readonly IncidentOutline[]>(new FoldedStreams(parts.sources, incidentFold), [])
    this.#records = new ShownRecords(parts)
    this.#charge = new Charge(parts)
  }

  /** Returns all incidents in outline, open or not. */
  get list(): readonly IncidentOutline[] {
    return this.#outlines.current
  }

  get counts() {
    return countsOf(this.list)
  }

  get arrived(): boolean {
    return this.#outlines.arrived
  }

  /** False until it is known what was handed over. */
  get chargesKnown(): boolean {
    return this.#charge.arrived
  }

  /** Returns the account in charge of an incident: its reporter, unless the work was handed over; undefined until known. */
  chargeOf(id: string, by: string): string | undefined {
    return this.#charge.of({ stream: `incident/${id}`, by }, this.list)
  }

  /** Returns the records of an incident: a row of a list checks them. */
  recordsOf({ id }: IncidentOutline): readonly StoredFact[] {
    return this.#records.of(`incident/${id}`).current
  }

  /** Returns the page of one incident; the same object for every component that asks. */
  page(id: string): IncidentPage {
    const known = this.#pages.get(id)
    if (known) return known
    const page = new IncidentPage(id, this.parts)
    this.#pages.set(id, page)
    return page
  }

  /** Returns where this phone is. */
  locate() {
    return this.parts.locate()
  }

  /**
   * Records a new incident and deletes its draft, then records its photos; its page is `page(id)` of the stream in the
   * outcome's fact. A photo that cannot be kept waits on that page and does not hold the report back.
   */
  report(report: ReportForm & { category: Category }): Promise<Outcome> {
    const said = { type: 'incidents.incident-reported', body: bodyOf(report) } as const
    return this.parts.whole(this.#beginWith(this.photos, reportKey, said))
  }

  /** Records a tip, which becomes an incident, as `report` does a report. */
  receiveTip(tip: TipForm & { category: Category; source: TipSource; triage: Triage }): Promise<Outcome> {
    const { source, triage } = tip
    const said = { type: 'incidents.tip-received', body: { ...bodyOf(tip), source, triage } } as const
    return this.parts.whole(this.#beginWith(this.tipPhotos, tipKey, said))
  }

  async #beginWith(photos: PickedPhotos, draftKey: string, said: DraftContent): Promise<Outcome> {
    const id = this.#newId()
    const page = this.page(id)
    // Counted before the beginning is recorded: if the app is killed from then on, the page tells how many are missing.
    page.left.count(photos.all.length)
    await page.left.told()
    const outcome = await this.#begin(id, said)
    if (!outcome.ok) {
      page.left.count(0)
      this.#pages.delete(id)
      return outcome
    }
    // It stands at the top of the list.
    this.scrolled = 0
    await this.parts.drafts.delete(draftKey)
    page.photos.take(photos.takeAll())
    await page.keepPhotos()
    // Point the story at its beginning, which is what people look for.
    page.justSaved = outcome.fact.id
    return outcome
  }

  async #begin(id: string, said: DraftContent): Promise<Outcome> {
    const { unit, record } = this.parts
    const outcome = await record({ unit, book: 'incidents', stream: `incident/${id}`, ...said })
    if (outcome.ok) this.page(id).justSaved = outcome.fact.id
    return outcome
  }

  #newId(): string {
    const { clock } = this.parts
    return uuidv7(clock.now(), clock.random(10))
  }
}

function bodyOf({ category, text, place, position }: ReportForm & { category: Category }) {
  const words = cleanText(place)
  return { category, text: cleanText(text), ...(words && { place: words }), ...(position && { position }) }
}
