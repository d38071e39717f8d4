import {
  fields,
  groupKinds,
  movementLimits,
  precisions,
  type Field,
  type GroupKind,
  type Precision
} from '#lib/domain/movement/facts.ts'
import { figuresAt, publicationIn, type Published as PublishedOf } from '#lib/domain/movement/figures.ts'
import {
  listedModels,
  modelFolds,
  modelOutline,
  modelRecord,
  modelsAt,
  standsOn,
  totalsOf,
  type Model as ModelOf,
  type ModelOutline
} from '#lib/domain/movement/models.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { firstNamedDay, successorIn } from '#lib/domain/units/today.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { FoldedStreams, type StreamFold } from '../notebook/folded/folded-streams.ts'
import { ShownRecords } from '../notebook/folded/shown-records.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { fields, firstNamedDay, groupKinds, movementLimits, precisions, successorIn, totalsOf }
export type { Field, GroupKind, Precision }
export type StoredModel = ModelOf<StoredFact>
export type StoredGroup = StoredModel['groups'][number]
export type StoredPublication = PublishedOf<StoredFact>
type MemberCount = StoredGroup['members']

/** A model as its form holds it; `until` and `place` are empty when there is none. */
export interface ModelEntry {
  name: string
  field: Field
  since: string
  until: string
  place: string
}

/** A count as its form holds it. */
export interface GroupEntry {
  kind: GroupKind
  name: string
  groups: number
  members: MemberCount
  asOf: string
}

type StoredOutline = ModelOutline<StoredFact>

/** How models are outlined. @param now Unix ms */
export const modelFold = (now: () => number): StreamFold<StoredOutline> => ({
  name: 'models',
  kind: 'model',
  fold(facts, stream) {
    const record = modelRecord(facts, stream)
    // Nowhere later than the day in Vietnam.
    const today = new Date(now()).toISOString().slice(0, 10)
    return { state: record && modelOutline(record, today), changesWithTime: false }
  },
  order: byId
})

/** How publications are folded. */
export const figureFold: StreamFold<StoredPublication> = {
  name: 'figures',
  kind: 'figures',
  fold: (facts, stream) => ({ state: publicationIn(facts, stream), changesWithTime: false }),
  order: byId
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1
}

/** The state of the movement book's screens, as of any day. It outlives its screens, so it holds no `$derived`. */
export class MovementStore {
  readonly #outlines: Live<readonly StoredOutline[]>
  readonly #published: Live<readonly StoredPublication[]>
  /** All counts, for a day before the outlines. */
  readonly #facts: Live<StoredFact[]>
  readonly #folds = modelFolds<StoredFact>()
  readonly #records: ShownRecords
  #listed: { of: unknown; day: string; models: StoredModel[] } | null = null
  /** The day that the list shows, ISO; '' is today. */
  day = $state('')

  constructor(private readonly parts: BookDeps) {
    const { sources, clock } = parts
    const models = new FoldedStreams(
      sources,
      modelFold(() => clock.now())
    )
    this.#outlines = new Live<readonly StoredOutline[]>(models, [])
    this.#published = new Live<readonly StoredPublication[]>(new FoldedStreams(sources, figureFold), [])
    this.#facts = new Live(parts.streams('model'), [])
    this.#records = new ShownRecords(parts)
  }

  /** False until all that an ISO day asks for has been read. */
  arrivedOn(day: string): boolean {
    // Asks all, so that all are being read.
    const arrived = [
      this.#outlines.arrived,
      this.#published.arrived,
      this.#reaches(day) || this.#facts.arrived
    ]
    return !arrived.includes(false)
  }

  /** Returns the models in force on an ISO day, oldest first. */
  modelsOn(day: string): readonly StoredModel[] {
    const of = this.#reaches(day) ? this.#outlines.current : this.#facts.current
    if (this.#listed?.of !== of || this.#listed.day !== day)
      this.#listed = { of, day, models: this.#modelsAt(day).filter((model) => standsOn(model, day)) }
    return this.#listed.models
  }

  #modelsAt(day: string): StoredModel[] {
    if (this.#reaches(day)) return modelsAt(this.#outlines.current, day)
    return listedModels(this.#facts.current, day, this.#folds)
  }

  /** Tells whether the outlines know what stood on a day. */
  #reaches(day: string): boolean {
    return this.#outlines.current.every(({ from }) => from <= day)
  }

  /** Returns one model, in force or ended, with its groups as counted up to that day; null when it is not here. */
  model(id: string, day: string): StoredModel | null {
    const stream = `model/${id}`
    const record = modelRecord(this.#records.of(stream).current, stream)
    return record && modelsAt([record], day)[0]!
  }

  /** False until the records of a model have been read. */
  hasRead(id: string): boolean {
    return this.#records.of(`model/${id}`).arrived
  }

  /** Returns what had been published up to an ISO day. */
  figuresOn(day: string): StoredPublication[] {
    return figuresAt(this.#published.current, day)
  }

  /** Lists a model, a new one when `id` is null; the outcome's fact has its stream. */
  list(id: string | null, { name, field, since, until, place }: ModelEntry): Promise<Outcome> {
    const where = cleanText(place)
    const body = {
      name: cleanText(name),
      field,
      since,
      ...(until && { until }),
      ...(where && { place: where })
    }
    const stream = `model/${id ?? this.#newId()}`
    return this.parts.record({
      unit: this.parts.unit,
      book: 'movement',
      stream,
      type: 'movement.model-listed',
      body
    })
  }

  /** Counts a group of a model, a new one when `group` is null. */
  count(model: string, group: string | null, entry: GroupEntry): Promise<Outcome> {
    const body = { ...entry, name: cleanText(entry.name), group: group ?? this.#newId() }
    const place = { unit: this.parts.unit, book: 'movement', stream: `model/${model}` } as const
    return this.parts.record({ ...place, type: 'movement.group-counted', body })
  }

  #newId(): string {
    const { clock } = this.parts
    return uuidv7(clock.now(), clock.random(10))
  }
}

/** Returns the movement book of a notebook; its code loads with the screens that show it. */
export const movementOf = (notebook: Notebook): MovementStore => notebook.open(MovementStore)
