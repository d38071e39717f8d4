import type { FactOf } from '#lib/domain/facts.ts'
import { inducementKinds, mostInHousehold, statementKinds } from '#lib/domain/hui/facts/remarks.ts'
import { markedNumber, markKinds, type MarkKind } from '#lib/domain/hui/person/marks.ts'
import {
  RemarkFolds,
  standingMarks,
  type RemarkEntry,
  type Remarks,
  type RemarkType
} from '#lib/domain/hui/person/remarks.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { MarkOutcome } from '#lib/ports/ports.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { cleanText } from '../notebook/clean-text.ts'
import type { Draft, Outcome } from '../notebook/record.ts'

export { inducementKinds, markedNumber, markKinds, mostInHousehold, statementKinds }
export type { MarkKind, MarkOutcome, RemarkType }
export type StoredRemark = RemarkEntry<StoredFact>
/** A remark that is to be recorded. */
export type NewRemark = { [Type in RemarkType]: { type: Type; body: FactOf<Type>['body'] } }[RemarkType]

/** Keeps what is known of the people of a hụi book beside its lines. */
export class HuiRemarks {
  readonly #folds = new RemarkFolds<StoredFact>()

  /** @param facts returns the book's current facts */
  constructor(
    private readonly parts: Pick<BookDeps, 'unit' | 'record' | 'askMark'>,
    private readonly facts: () => readonly StoredFact[]
  ) {}

  /** All remarks; the same object while none comes or goes. */
  get all(): Remarks<StoredFact> {
    return this.#folds.of(this.facts())
  }

  /** Returns what was written of a person, under whichever of their ids, the latest last. */
  of(person: string): StoredRemark[] {
    return this.idsOf(person).flatMap((id) => this.all.byPerson.get(id) ?? [])
  }

  /** Returns the one id of a person who was written down several times. */
  readonly one = (person: string): string => this.all.same.get(person) ?? person

  /** Returns all ids of a person, the one id first. */
  idsOf(person: string): string[] {
    const one = this.one(person)
    return [one, ...[...this.all.same].flatMap(([other, of]) => (of === one ? [other] : []))]
  }

  /** Returns the other people with a mark, each once: the same number is theirs too. */
  sharing(person: string, mark: string): string[] {
    const all = standingMarks([...this.all.byPerson.values()].flat())
    const alike = all.filter(({ fact }) => fact.body.mark === mark).map((one) => this.one(one.person))
    return [...new Set(alike)].filter((other) => other !== this.one(person))
  }

  /** Asks the unit's server for the mark of a number, which is kept nowhere: it takes a network. */
  async mark(person: string, kind: MarkKind, number: string): Promise<MarkOutcome> {
    const ask = await this.parts.askMark().catch(() => null)
    return ask ? ask({ unit: this.parts.unit, person, kind, number }) : { ok: false, code: 'unreachable' }
  }

  add(person: string, remark: NewRemark): Promise<Outcome> {
    return this.#record(person, remark)
  }

  /** Reverses a remark with a reason: "Ghi sửa (giữ bản cũ)". */
  reverse({ person, fact }: StoredRemark, reason: string): Promise<Outcome> {
    const body = { remark: fact.id, reason: cleanText(reason) }
    return this.#record(person, { type: 'hui.remark-reversed', body })
  }

  #record(person: string, draft: Pick<Draft, 'type' | 'body'>): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'hui', stream: `person/${person}` }
    return this.parts.record({ ...place, ...draft } as Draft)
  }
}
