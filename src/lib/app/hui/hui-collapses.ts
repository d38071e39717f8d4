import { CollapseFolds } from '#lib/domain/hui/collapse-folds.ts'
import { isUnsure, type Claim, type Collapse } from '#lib/domain/hui/collapse.ts'
import type { Claimant } from '#lib/domain/hui/facts.ts'
import type { Person } from '#lib/domain/hui/people.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { foldedUntil } from '../notebook/fact-times.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { isUnsure }
export type { Claim, Claimant, Collapse }

/** A claim as the form holds it; `amount` in đồng. */
export interface ClaimForm {
  number: number
  claimant: Claimant
  parts: number
  amount: number
  paper: boolean
}

interface Book {
  facts: readonly StoredFact[]
  people: ReadonlyMap<string, Person>
}

/** The collapse files ("hồ sơ vỡ hụi") of a hụi book. */
export class HuiCollapses {
  readonly #folds = new CollapseFolds()
  #reading: { facts: readonly StoredFact[]; all: Collapse[] } | undefined

  /** @param book returns the book's current facts and people */
  constructor(
    private readonly parts: Pick<BookDeps, 'unit' | 'clock' | 'record'>,
    private readonly book: () => Book
  ) {}

  /** All files, latest first. */
  get all(): readonly Collapse[] {
    const { facts, people } = this.book()
    if (this.#reading?.facts === facts) return this.#reading.all
    const all = this.#folds.of(facts, people, foldedUntil(this.parts.clock))
    this.#reading = { facts, all }
    return all
  }

  get(id: string): Collapse | undefined {
    return this.all.find((known) => known.id === id)
  }

  ofHost(host: string): Collapse[] {
    return this.all.filter((known) => known.host === host)
  }

  /** Opens a file; its new `id` is in the answer. */
  async open(form: { host: string; on: string; gist: string }): Promise<{ id: string; outcome: Outcome }> {
    const { clock } = this.parts
    const id = uuidv7(clock.now(), clock.random(10))
    const body = { ...form, gist: cleanText(form.gist) }
    return { id, outcome: await this.#record(id, { type: 'hui.collapse-opened', body }) }
  }

  register(id: string, { claimant, ...form }: ClaimForm): Promise<Outcome> {
    const who = 'name' in claimant ? { name: cleanText(claimant.name) } : claimant
    return this.#record(id, { type: 'hui.claim-registered', body: { ...form, claimant: who } })
  }

  /** Reverses a claim with a reason: "Ghi sửa (giữ bản cũ)". */
  reverse(id: string, claim: string, reason: string): Promise<Outcome> {
    return this.#record(id, { type: 'hui.claim-reversed', body: { claim, reason: cleanText(reason) } })
  }

  #record(id: string, draft: Pick<Draft, 'type' | 'body'>): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'hui', stream: `collapse/${id}` }
    return this.parts.record({ ...place, ...draft } as Draft)
  }
}
