import { erasureReasons } from '#lib/domain/erasure/facts.ts'
import type { KeptReason, SubjectKind } from '#lib/domain/erasure/subject.ts'
import { erasuresIn, factsAbout, placesOf, whyNotErased, type Erasure } from '#lib/domain/erasure/erasure.ts'
import { photosIn, unnamedPhotos } from '#lib/domain/photos/named.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Outcome } from '../notebook/record.ts'

export { erasureReasons }
export type { Erasure, SubjectKind }

/** The records of a person on this phone, and the reason why they may not be erased; the server checks again itself. */
export interface About {
  records: number
  photos: number
  why: KeptReason | null
}

/** The erasures that the unit has ordered, carried out or not. */
export class ErasureStore {
  readonly #told: Live<StoredFact[]>
  readonly #facts: Record<SubjectKind, Live<StoredFact[]>>
  /** The private book; empty for whoever may not read it. */
  readonly #private: Live<StoredFact[]>
  #reading: { facts: readonly StoredFact[]; all: readonly Erasure[] } | undefined

  constructor(private readonly parts: BookDeps) {
    this.#told = new Live(parts.book('directory'), [])
    this.#private = new Live(parts.book('private'), [])
    this.#facts = {
      person: new Live(parts.book('hui'), []),
      stranger: new Live(parts.streams('stranger'), [])
    }
  }

  /** Returns the orders and what the server did about them, latest first. */
  get all(): readonly Erasure[] {
    const facts = this.#told.current
    if (this.#reading?.facts !== facts) this.#reading = { facts, all: erasuresIn(facts).reverse() }
    return this.#reading.all
  }

  /** Tells whether the phone has read what the directory says about them. */
  get heard(): boolean {
    return this.#told.arrived
  }

  arrived(kind: SubjectKind): boolean {
    return this.#told.arrived && this.#facts[kind].arrived && this.#private.arrived
  }

  about(kind: SubjectKind, subject: string): About {
    const facts = this.#facts[kind].current
    const about = factsAbout({ kind, subject }, [...facts, ...this.#private.current])
    return {
      records: about.length,
      photos: unnamedPhotos(photosIn(about), []).length,
      why: whyNotErased({ kind, subject }, facts)
    }
  }

  /** Returns the latest order about a person; null: there is none. */
  of(kind: SubjectKind, subject: string): Erasure | null {
    return this.all.find((one) => one.kind === kind && one.subject === subject) ?? null
  }

  /** Returns the order by which that person's data were erased; null: they were not. */
  erased(kind: SubjectKind, subject: string): (Erasure & { done: object }) | null {
    const isIt = (one: Erasure): one is Erasure & { done: object } =>
      one.done !== null && one.kind === kind && one.subject === subject
    return this.all.find(isIt) ?? null
  }

  /** Returns the records that arrived after the erasure and still name a person of the hụi book. */
  stillNaming({ done, kind, subject }: Erasure): ReturnType<typeof placesOf> {
    return placesOf(subject, done && kind === 'person' ? this.#facts.person.current : [])
  }

  /** Orders an erasure; the server carries it out as soon as it receives the order. */
  order(kind: SubjectKind, subject: string, reason: Erasure['reason']): Promise<Outcome> {
    const { unit } = this.parts
    const body = { kind, subject, reason }
    return this.parts.record({
      unit,
      book: 'directory',
      stream: `unit/${unit}`,
      type: 'directory.erasure-ordered',
      body
    })
  }
}

/** Returns when that person was first recorded, Unix ms, by the id: after an erasure nothing else tells it. */
export const begunAt = ({ subject }: Erasure): number => idTime(subject)

/** Counts the records that an erasure removed from this phone. */
export const takenFrom = ({ done }: Erasure, device: string): number =>
  done?.erased.filter((one) => one.device === device).length ?? 0
