import type { Envelope } from '#lib/domain/fact.ts'
import type { Fact, FactOf, FactType } from '#lib/domain/facts.ts'
import { doubtsWith, type DoubtsWith } from '#lib/domain/hui/doubts-with.ts'
import { entriesOf, type LineEntry } from '#lib/domain/hui/entries.ts'
import { changeSigners } from '#lib/domain/hui/facts/members.ts'
import { line } from '#lib/domain/hui/line.ts'
import { receiptFor } from '#lib/domain/hui/money/receipts.ts'
import { foldedOutline, type LineOutline } from '#lib/domain/hui/outline.ts'
import { lineKeeper } from '#lib/domain/hui/own/own-line.ts'
import type { Doubt, Line, Round, RoundBody } from '#lib/domain/hui/state.ts'
import { keptOf, waitingOn, type Overpaid, type RoundDependents } from '#lib/domain/hui/waiting.ts'
import { isKeptHere, type StoredFact } from '#lib/domain/stored.ts'
import { firstIdAt } from '#lib/domain/uuid.ts'
import type { Clock, Source } from '#lib/ports/ports.ts'
import { foldedUntil } from '../notebook/fact-times.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import {
  signersOf,
  type AnySigner,
  type DueMoney,
  type MemberChange,
  type PrintedReceipt,
  type Told
} from './line-forms.ts'
import { lotSecret } from './lot-secret.ts'

export interface HuiLineParts {
  unit: string
  account: string
  clock: Pick<Clock, 'now' | 'random'>
  /** Whether it is a host's own: whatever she records is what she says. */
  isOwn?: boolean
  /** The line's stream, as folds may read it. */
  stream: Source<StoredFact[]>
  record(draft: Draft): Promise<Outcome>
}

/** Tells what would not count with a new record: itself, and others that count without it. */
export type DoubtedRecords = DoubtsWith<StoredFact>

interface Reading {
  facts: readonly StoredFact[]
  state: Line | null
  keeper: string | null
  /** Made when a screen first asks. */
  entries: LineEntry<StoredFact>[] | null
}

/** One line as screens read it. It outlives its screens, so it holds no `$derived`. */
export class LineReading {
  readonly #facts: Live<StoredFact[]>
  #reading: Reading | undefined

  constructor(
    readonly id: string,
    protected readonly parts: HuiLineParts
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

  /** Whether another account, a host's, keeps this line: nobody but her corrects it or adds to it. */
  get isAnothers(): boolean {
    const { keeper } = this.#read()
    return keeper !== null && keeper !== this.parts.account
  }

  /** The facts of this line, the oldest id first. */
  get facts(): readonly StoredFact[] {
    return this.#facts.current
  }

  /** Tells whether some of it is on this phone alone, to be handed in: also of an account that is a host's no more. */
  get isKept(): boolean {
    return this.facts.some(isKeptHere)
  }

  /** Returns the line as it stood at a time (Unix ms); null before its opening. */
  at(then: number): LineOutline | null {
    return foldedOutline(this.#facts.current, then).state
  }

  /** Every record of this line, newest first. */
  get entries(): readonly LineEntry<StoredFact>[] {
    const reading = this.#read()
    return (reading.entries ??= entriesOf(reading.facts, reading.state).reverse())
  }

  /** Money recorded as handed over beyond a pot, which does not count. */
  get kept(): readonly Overpaid[] {
    return keptOf(this.entries)
  }

  /** Returns what a receipt would say now of a record's money; null unless it counts, and has none. */
  printed({ known, reversed }: LineEntry<StoredFact>): PrintedReceipt | null {
    const { state } = this
    return state && !reversed && known ? receiptFor(state, known as Fact) : null
  }

  /** Returns what a receipt would say of money of *thu đủ*, once it has a record of its own; null where that could not count. */
  printedOfCollected(money: DueMoney, told: Told): PrintedReceipt | null {
    const body = { ...told, ...money, method: 'cash' }
    return this.printedWith(this.#previewOf('hui.contribution-received', body))
  }

  protected printedWith(paid: Envelope): PrintedReceipt | null {
    const state = this.#with([paid])
    return state && receiptFor(state, paid as Fact)
  }

  /** Makes the secret of a lot from afar. */
  newLotSecret(): string {
    return lotSecret((bytes) => this.parts.clock.random(bytes))
  }

  /** Returns the record of the receipt that stands for that money, if there is one. */
  receiptOf(entry: string): string | undefined {
    return this.state?.receipts.find((receipt) => receipt.entry === entry)?.id
  }

  /** Returns the signatures that a transfer or another change of members still lacks; none for other records. */
  unsigned({ id, type }: Pick<NonNullable<LineEntry['known']>, 'id' | 'type'>): readonly AnySigner[] {
    const signed = new Set<AnySigner>()
    for (const { known, reversed } of this.entries) {
      if (reversed) continue
      if (known?.type === 'hui.transfer-signed' && known.body.transfer === id) signed.add(known.body.as)
      if (known?.type === 'hui.change-signed' && known.body.change === id) signed.add(known.body.as)
    }
    return signersOf(type).filter((signer) => !signed.has(signer))
  }

  /** Returns which rounds would wait if this record were reversed; null for none. */
  waitingOn(entry: LineEntry<StoredFact>): RoundDependents | null {
    return waitingOn(entry, this.entries)
  }

  /** Computes a round to the đồng as if it were recorded so, or returns why it could not count. */
  preview(body: RoundBody): Round | Doubt {
    const draft = this.#previewOf('hui.round-held', body)
    const read = this.#with([draft])
    const round = read?.rounds.find(({ records }) => records.includes(draft.id))
    return round ?? read?.doubts.find(({ id }) => id === draft.id)?.why ?? 'out-of-order'
  }

  /** Returns the line as if a change of members were recorded and signed by all, or why it could not count. */
  previewChange({ type, body }: MemberChange, told: Told): Line | Doubt {
    const draft = this.#previewOf(type, { ...told, ...body })
    const signatures = changeSigners[type].map((as, i) => {
      const signature = { ...told, change: draft.id, as }
      return this.#previewOf('hui.change-signed', signature, i + 2)
    })
    const read = this.#with([draft, ...signatures])
    return read?.doubts.find(({ id }) => id === draft.id)?.why ?? read ?? 'unknown-round'
  }

  /** @param n tells drafts of one preview apart, in their order */
  #previewOf(type: FactType, body: object, n = 1): Envelope {
    const { unit, clock } = this.parts
    const now = clock.now()
    const place = { unit, book: 'hui', stream: `line/${this.id}`, type }
    // In a host's own line nobody's records count but hers.
    const author = { by: this.#read().keeper ?? 'preview', device: 'preview', n, sig: '' }
    return {
      id: firstIdAt(now + n - 1),
      ...place,
      at: new Date(now).toISOString(),
      ...author,
      body: body as Envelope['body']
    }
  }

  /** Returns the records that would not count if the line were stopped, or amended, so. */
  doubtedWith<Type extends 'hui.line-stopped' | 'hui.terms-amended'>(
    type: Type,
    body: FactOf<Type>['body']
  ): DoubtedRecords {
    const draft = this.#previewOf(type, body)
    return doubtsWith(this.#facts.current, draft, foldedUntil(this.parts.clock))
  }

  #with(drafts: readonly Envelope[]): Line | null {
    return line([...this.#facts.current, ...drafts], foldedUntil(this.parts.clock))
  }

  /** Memoizes the reading until the store returns new facts. */
  #read(): Reading {
    const facts = this.#facts.current
    if (this.#reading?.facts === facts) return this.#reading
    const state = line(facts, foldedUntil(this.parts.clock))
    return (this.#reading = { facts, state, keeper: lineKeeper(facts), entries: null })
  }
}
