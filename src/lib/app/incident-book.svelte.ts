import type { Entry as EntryOf } from '#lib/domain/incidents/entry.ts'
import {
  categories,
  incidentLimits,
  type Category,
  type Position,
  type Stage
} from '#lib/domain/incidents/facts.ts'
import { countsOf, incidents, type Incident as IncidentOf } from '#lib/domain/incidents/incident.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookParts } from './book-parts.ts'
import { IncidentPage } from './incident-page.svelte.ts'
import { Live } from './live.svelte.ts'
import type { Outcome } from './record.ts'
import { typed } from './typed.ts'

export { categories, incidentLimits }
export type { Category, Position, Stage }
export type Incident = IncidentOf<StoredFact>
export type Entry = EntryOf<StoredFact>

/** What the form of a report holds, and how somebody left it; '' is not yet chosen. */
export interface ReportForm {
  category: Category | ''
  text: string
  place: string
  position: Position | null
}

const form = 'incident'

/** The unit's incidents on screen, the newest first. It outlives the screens that read it: no `$derived` here. */
export class IncidentBook {
  readonly #facts: Live<StoredFact[]>
  readonly #pages = new Map<string, IncidentPage>()
  #read: StoredFact[] | null = null
  #list: Incident[] = []

  constructor(private readonly parts: BookParts) {
    this.#facts = new Live(parts.book('incidents'), [])
  }

  /** All of them, open or not. */
  get list(): readonly Incident[] {
    const facts = this.#facts.current
    if (facts !== this.#read) this.#list = incidents(facts)
    this.#read = facts
    return this.#list
  }

  get counts() {
    return countsOf(this.list)
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** One incident; the same object for every component that asks. */
  page(id: string): IncidentPage {
    const known = this.#pages.get(id)
    if (known) return known
    const page = new IncidentPage(id, this.parts)
    this.#pages.set(id, page)
    return page
  }

  /** The report that was begun and not yet saved. */
  get draft(): ReportForm | undefined {
    return this.parts.drafts.get<ReportForm>(form)
  }
  set draft(draft: ReportForm) {
    this.parts.drafts.set(form, draft)
  }

  /** Where this phone is. */
  locate() {
    return this.parts.locate()
  }

  /** Records a new incident; its page is `page(id)` of the stream in the outcome's fact. */
  async report({ category, text, place, position }: ReportForm & { category: Category }): Promise<Outcome> {
    const { unit, clock, record, drafts } = this.parts
    const words = typed(place)
    const body = {
      category,
      text: typed(text),
      ...(words && { place: words }),
      ...(position && { position })
    }
    const stream = `incident/${uuidv7(clock.now(), clock.random(10))}`
    const outcome = await record({
      unit,
      book: 'incidents',
      stream,
      type: 'incidents.incident-reported',
      body
    })
    if (!outcome.ok) return outcome
    drafts.delete(form)
    this.page(idOf(outcome.fact.stream)).justSaved = outcome.fact.id
    return outcome
  }
}

/** The incident that a stream is about. */
export const idOf = (stream: string) => stream.slice(stream.indexOf('/') + 1)
