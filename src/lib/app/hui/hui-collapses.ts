import { CollapseFolds } from '#lib/domain/hui/collapse/collapse-folds.ts'
import { isUnsure, type Claim, type Collapse } from '#lib/domain/hui/collapse/collapse.ts'
import type { Claimant } from '#lib/domain/hui/facts/collapse.ts'
import type { Person } from '#lib/domain/hui/people.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { foldedUntil } from '../notebook/fact-times.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'
import { Live } from '../notebook/live.svelte.ts'

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

type People = ReadonlyMap<string, Person>

/** The collapse files ("hồ sơ vỡ hụi") of a hụi book. */
export class HuiCollapses {
  readonly #facts: Live<StoredFact[]>
  /** Files whose look this phone is recording, or has recorded. */
  readonly #looked = new Set<string>()
  readonly #folds = new CollapseFolds<StoredFact>()
  #reading: { facts: readonly StoredFact[]; people: People; all: Collapse[] } | undefined

  /** @param people returns the people of the book as they are now @param one the one id of a person */
  constructor(
    private readonly parts: Pick<BookDeps, 'unit' | 'account' | 'clock' | 'record' | 'streams'>,
    private readonly people: () => People,
    private readonly one: (person: string) => string
  ) {
    this.#facts = new Live(parts.streams('collapse'), [])
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** All files, latest first. */
  get all(): readonly Collapse[] {
    const [facts, people] = [this.#facts.current, this.people()]
    if (this.#reading?.facts === facts && this.#reading.people === people) return this.#reading.all
    const all = this.#folds.of(facts, people, foldedUntil(this.parts.clock))
    this.#reading = { facts, people, all }
    return all
  }

  /** Returns the records of a file. */
  recordsOf(id: string): readonly StoredFact[] {
    void this.all
    return this.#folds.factsOf(`collapse/${id}`)
  }

  get(id: string): Collapse | undefined {
    return this.all.find((known) => known.id === id)
  }

  ofHost(host: string): Collapse[] {
    return this.all.filter((known) => this.one(known.host) === this.one(host))
  }

  /** The files that this account has not looked at, latest first. */
  get unseen(): Collapse[] {
    return this.all.filter(({ seenBy }) => !seenBy.has(this.parts.account))
  }

  /** Records that this account looked at a file, once. @param on ISO day */
  async see({ id, seenBy }: Pick<Collapse, 'id' | 'seenBy'>, on: string): Promise<void> {
    if (seenBy.has(this.parts.account) || this.#looked.has(id)) return
    this.#looked.add(id)
    const { ok } = await this.#record(id, { type: 'hui.collapse-seen', body: { on } })
    if (!ok) this.#looked.delete(id)
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
