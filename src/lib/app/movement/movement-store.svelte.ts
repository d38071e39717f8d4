import {
  fields,
  groupKinds,
  movementLimits,
  precisions,
  type Field,
  type GroupKind,
  type Precision
} from '#lib/domain/movement/facts.ts'
import { figureFolds, figuresOn, type Published as PublishedOf } from '#lib/domain/movement/figures.ts'
import {
  listedModels,
  modelFolds,
  standsOn,
  totalsOf,
  type Model as ModelOf
} from '#lib/domain/movement/models.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { firstNamedDay, successorIn } from '#lib/domain/units/today.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
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

/** The state of the movement book's screens, as of any day. It outlives its screens, so it holds no `$derived`. */
export class MovementStore {
  readonly #facts: Live<StoredFact[]>
  #read: StoredFact[] | null = null
  readonly #models = modelFolds<StoredFact>()
  readonly #figures = figureFolds<StoredFact>()
  readonly #listedByDay = new Map<string, StoredModel[]>()
  readonly #publishedByDay = new Map<string, StoredPublication[]>()
  /** The day that the list shows, ISO; '' is today. */
  day = $state('')

  constructor(private readonly parts: BookDeps) {
    this.#facts = new Live(parts.book('movement'), [])
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** Returns the models in force on an ISO day, oldest first. */
  modelsOn(day: string): readonly StoredModel[] {
    return this.#listed(day).filter((model) => standsOn(model, day))
  }

  /** Returns one model, in force or ended, with its groups as counted up to that day; null when it is not here. */
  model(id: string, day: string): StoredModel | null {
    return this.#listed(day).find((model) => model.id === id) ?? null
  }

  /** Returns what had been published up to an ISO day. */
  figuresOn(day: string): StoredPublication[] {
    return this.#perDay(this.#publishedByDay, day, (facts) => figuresOn(facts, day, this.#figures))
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

  #listed(day: string): readonly StoredModel[] {
    return this.#perDay(this.#listedByDay, day, (facts) => listedModels(facts, day, this.#models))
  }

  /** Computes a list once for each day and each change of the store. */
  #perDay<T>(lists: Map<string, T[]>, day: string, compute: (facts: StoredFact[]) => T[]): T[] {
    const facts = this.#facts.current
    if (facts !== this.#read) for (const all of [this.#listedByDay, this.#publishedByDay]) all.clear()
    this.#read = facts
    const known = lists.get(day)
    if (known) return known
    const list = compute(facts)
    lists.set(day, list)
    return list
  }

  #newId(): string {
    const { clock } = this.parts
    return uuidv7(clock.now(), clock.random(10))
  }
}

/** Returns the movement book of a notebook; its code loads with the screens that show it. */
export const movementOf = (notebook: Notebook): MovementStore => notebook.open(MovementStore)
