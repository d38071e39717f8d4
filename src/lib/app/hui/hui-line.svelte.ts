import type { Envelope } from '#lib/domain/fact.ts'
import { entriesOf, type LineEntry } from '#lib/domain/hui/entries.ts'
import { line } from '#lib/domain/hui/line.ts'
import type { Doubt, Line, Round, RoundBody } from '#lib/domain/hui/state.ts'
import { advancesOf, arrearsOf, progressOf, sidesOf, takenOf } from '#lib/domain/hui/summary.ts'
import { keptOf, waitingOn, type Overpaid, type RoundDependents } from '#lib/domain/hui/waiting.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { firstIdAt } from '#lib/domain/uuid.ts'
import { foldedUntil } from '../notebook/fact-times.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Clock, Source } from '#lib/ports/ports.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { advancesOf, arrearsOf, progressOf, sidesOf, takenOf }
export type { Doubt, Overpaid, LineEntry, Round, RoundBody }

export interface HuiLineParts {
  unit: string
  clock: Pick<Clock, 'now'>
  /** The line's stream, as folds may read it. */
  stream: Source<StoredFact[]>
  record(draft: Draft): Promise<Outcome>
}

interface Reading {
  facts: readonly StoredFact[]
  state: Line | null
  entries: LineEntry<StoredFact>[]
}

/** One line on screen. It outlives its screens, so it holds no `$derived`. */
export class HuiLine {
  readonly #facts: Live<StoredFact[]>
  #reading: Reading | undefined

  constructor(
    readonly id: string,
    private readonly parts: HuiLineParts
  ) {
    this.#facts = new Live(parts.stream, [])
  }

  get arrived(): boolean {
    return this.#facts.arrived
  }

  /** The line's state; null until its opening is on this phone. */
  get state(): Line | null {
    return this.#read().state
  }

  /** Every record of this line, newest first. */
  get entries(): readonly LineEntry<StoredFact>[] {
    return this.#read().entries
  }

  /** Overpayments: money that is recorded but exceeds what is due, so it does not count. */
  get kept(): readonly Overpaid[] {
    return keptOf(this.entries)
  }

  /** Returns which rounds would wait if this record were reversed; null for none. */
  waitingOn(entry: LineEntry<StoredFact>): RoundDependents | null {
    return waitingOn(entry, this.entries)
  }

  /** Computes a round to the đồng as if it were recorded so, or returns why it could not count. */
  preview(body: RoundBody): Round | Doubt {
    const draft = previewOf(this.id, this.parts, body)
    const read = line([...this.#facts.current, draft], foldedUntil(this.parts.clock))
    const round = read?.rounds.find(({ id }) => id === draft.id)
    return round ?? read?.doubts.find(({ id }) => id === draft.id)?.why ?? 'out-of-order'
  }

  recordRound(body: RoundBody): Promise<Outcome> {
    return this.#record({ type: 'hui.round-recorded', body })
  }

  /** Records money received for one part in one round, đồng. */
  pay(k: number, part: number, amount: number): Promise<Outcome> {
    return this.#record({ type: 'hui.contribution-paid', body: { k, part, amount } })
  }

  /** Records money the host put in ("góp thay") for one part in one round, đồng. */
  advance(k: number, part: number, amount: number): Promise<Outcome> {
    return this.#record({ type: 'hui.contribution-advanced', body: { k, part, amount } })
  }

  /** Stops the line ("đình hụi"): no rounds after that ISO day. */
  stop(on: string, reason: string): Promise<Outcome> {
    return this.#record({ type: 'hui.line-stopped', body: { on, reason: cleanText(reason) } })
  }

  /** Records that a round's pot, or the rest of it, was handed to its taker, đồng. */
  handOver(k: number, amount: number): Promise<Outcome> {
    return this.#record({ type: 'hui.payout-handed', body: { k, amount } })
  }

  /** Reverses a record with a reason: "Ghi sửa (giữ bản cũ)". */
  reverse(entry: string, reason: string): Promise<Outcome> {
    return this.#record({ type: 'hui.entry-reversed', body: { entry, reason: cleanText(reason) } })
  }

  #record(draft: Pick<Draft, 'type' | 'body'>): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'hui', stream: `line/${this.id}` }
    return this.parts.record({ ...place, ...draft } as Draft)
  }

  /** Memoizes the reading until the store returns new facts. */
  #read(): Reading {
    const facts = this.#facts.current
    if (this.#reading?.facts === facts) return this.#reading
    const state = line(facts, foldedUntil(this.parts.clock))
    return (this.#reading = { facts, state, entries: entriesOf(facts, state).reverse() })
  }
}

function previewOf(line: string, { unit, clock }: HuiLineParts, body: RoundBody): Envelope {
  const at = new Date(clock.now()).toISOString()
  const place = { unit, book: 'hui', stream: `line/${line}`, type: 'hui.round-recorded' }
  return { id: firstIdAt(clock.now()), ...place, at, by: 'preview', device: 'preview', n: 1, sig: '', body }
}
