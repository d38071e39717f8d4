import { erasureReasons } from '#lib/domain/erasure/facts.ts'
import type { KeptReason, SubjectKind } from '#lib/domain/erasure/subject.ts'
import {
  erasuresIn,
  factsAbout,
  hashesIn,
  placesOf,
  whyNotErased,
  type Erasure
} from '#lib/domain/erasure/erasure.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Outcome } from '../notebook/record.ts'

export { erasureReasons }
export type { Erasure, SubjectKind }

/** What stands here of a person, and why it may not be erased; the server asks itself again. */
export interface About {
  records: number
  photos: number
  why: KeptReason | null
}

/** What the unit has erased of people, or shall erase. */
export class ErasureStore {
  readonly #told: Live<StoredFact[]>
  readonly #facts: Record<SubjectKind, Live<StoredFact[]>>

  constructor(private readonly parts: BookDeps) {
    this.#told = new Live(parts.stream(`unit/${parts.unit}`), [])
    this.#facts = {
      person: new Live(parts.book('hui'), []),
      stranger: new Live(parts.streams('stranger'), [])
    }
  }

  /** Orders and what the server made of them, the latest first. */
  get all(): readonly Erasure[] {
    return erasuresIn(this.#told.current).reverse()
  }

  /** Has the phone looked what the directory tells of them? */
  get heard(): boolean {
    return this.#told.arrived
  }

  arrived(kind: SubjectKind): boolean {
    return this.#told.arrived && this.#facts[kind].arrived
  }

  about(kind: SubjectKind, subject: string): About {
    const facts = this.#facts[kind].current
    const about = factsAbout({ kind, subject }, facts)
    return {
      records: about.length,
      photos: new Set(hashesIn(about)).size,
      why: whyNotErased({ kind, subject }, facts)
    }
  }

  /** The latest order about a person; null: there is none. */
  of(kind: SubjectKind, subject: string): Erasure | null {
    return this.all.find((one) => one.kind === kind && one.subject === subject) ?? null
  }

  /** The order by which that person's data were erased; null: none was. */
  erased(kind: SubjectKind, subject: string): (Erasure & { done: object }) | null {
    const isIt = (one: Erasure): one is Erasure & { done: object } =>
      one.done !== null && one.kind === kind && one.subject === subject
    return this.all.find(isIt) ?? null
  }

  /** What came after her data were erased and still names a person of the hụi book. */
  stillNaming({ done, kind, subject }: Erasure): ReturnType<typeof placesOf> {
    return placesOf(subject, done && kind === 'person' ? this.#facts.person.current : [])
  }

  /** Orders it; the server obeys as soon as it hears so. */
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

/** When that person was first written down, Unix ms: the id tells it, and nothing else does afterwards. */
export const begunAt = ({ subject }: Erasure): number => idTime(subject)

/** How many records of this phone an erasure took. */
export const takenFrom = ({ done }: Erasure, device: string): number =>
  done?.erased.filter((one) => one.device === device).length ?? 0
