import type { Fact } from '#lib/domain/facts.ts'
import { FormSave } from '../notebook/form-save.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import type { HuiLine } from './hui-line.svelte.ts'

/** Time for which money just recorded may be taken back by one tap, ms. */
const standing = 10_000

type Correcting = Pick<HuiLine, 'reverse' | 'receiptOf'>

/** Money that one tap has just recorded. It stands in the book at once; taking it back records a reversal beside it. */
export class MoneyOffer {
  readonly saving = new FormSave()
  isUndone = $state(false)
  /** The records that are not reversed yet. */
  readonly #left: string[]

  constructor(
    private readonly line: Correcting,
    /** Whose money it is: a `person/<id>` id. */
    readonly person: string,
    /** All records together, đồng. */
    readonly amount: number,
    facts: readonly Fact[]
  ) {
    this.#left = facts.map(({ id }) => id)
  }

  /** False once a receipt is out: what was printed is taken back with a reason alone. */
  get isOpen(): boolean {
    return !this.isUndone && !this.#left.some((id) => this.line.receiptOf(id))
  }

  /** Reverses each record once, however often it is tapped; what is refused may be tried again. */
  async undo(reason: string): Promise<void> {
    const done = await this.saving.run(
      () => !this.isOpen,
      () => this.#reverse(reason)
    )
    if (done) this.isUndone = true
  }

  async #reverse(reason: string): Promise<Outcome> {
    let outcome: Outcome
    do {
      outcome = await this.line.reverse(this.#left.at(-1)!, reason)
      if (outcome.ok) this.#left.pop()
    } while (outcome.ok && this.#left.length > 0)
    return outcome
  }
}

/**
 * Holds what was recorded of money a moment ago, the oldest first: each may be taken back for ten seconds, on whatever
 * page of hụi.
 */
export class MoneyUndo {
  offers = $state.raw<readonly MoneyOffer[]>([])

  /** Offers to take back what an outcome has recorded. @returns the outcome */
  after(line: Correcting, person: string, outcome: Outcome): Outcome {
    if (outcome.ok) this.offer(line, person, [outcome.fact])
    return outcome
  }

  /** Offers to take back the records of one tap; nothing where none was kept. */
  offer(line: Correcting, person: string, facts: readonly Fact[]): void {
    if (facts.length === 0) return
    const amount = facts.reduce((sum, { body }) => sum + ('amount' in body ? (body.amount ?? 0) : 0), 0)
    const offer = new MoneyOffer(line, person, amount, facts)
    this.offers = [...this.offers, offer]
    this.#endLater(offer)
  }

  /** Takes an offer back, and tells for as long again what became of it. */
  async undo(offer: MoneyOffer, reason: string): Promise<void> {
    await offer.undo(reason)
    this.offers = this.offers.includes(offer) ? this.offers : [...this.offers, offer]
    this.#endLater(offer)
  }

  readonly #ends = new WeakMap<MoneyOffer, ReturnType<typeof setTimeout>>()

  #endLater(offer: MoneyOffer): void {
    clearTimeout(this.#ends.get(offer))
    const end = () => (this.offers = this.offers.filter((one) => one !== offer))
    this.#ends.set(offer, setTimeout(end, standing))
  }
}
