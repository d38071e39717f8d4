import type { FactOf } from '../../facts.ts'
import { changeSigners } from '../facts/members.ts'
import { cameBefore, type IsPrintedFrom } from '../money/printed-rounds.ts'
import type { Doubt, Round, RoundBody, Terms } from '../state.ts'
import type { Swap, PartTurn } from './members.ts'
import type { LineStream } from '../stream.ts'
import type { AfterStop } from './after-stop.ts'
import { signedChanges } from './signatures.ts'

type Held = readonly Pick<Round, 'k' | 'on' | 'taker'>[]

/**
 * Follows the turns that swaps tell of: the line's own order stands in no record. A swap counts from its day on, in the order
 * of the days, and never for a round or a part that was past by then.
 */
export class SwappedTurns {
  readonly swaps: Swap[] = []
  /** The part that takes in a round, as far as swaps tell. */
  readonly #partIn = new Map<number, number>()
  #waiting: readonly FactOf<'hui.turn-swapped'>[]
  /** The first signature of each who has to sign, by swap: whoever signs again makes nothing later. */
  readonly #signatures = new Map<string, Map<string, FactOf<'hui.change-signed'>>>()

  constructor(
    private readonly terms: Terms,
    private readonly read: Pick<LineStream, 'standing' | 'doubts'>,
    private readonly bounds: { late: AfterStop; isPrintedFrom: IsPrintedFrom }
  ) {
    const { doubts, standing } = read
    for (const signature of standing['hui.change-signed']) {
      const { change, as } = signature.body
      if (!(changeSigners['hui.turn-swapped'] as readonly string[]).includes(as)) continue
      const own = this.#signatures.get(change) ?? new Map<string, typeof signature>()
      const before = own.get(as)
      if (!before || cameBefore(signature, before)) own.set(as, signature)
      this.#signatures.set(change, own)
    }
    this.#waiting = signedChanges('hui.turn-swapped', read)
      .filter(({ id, body: { first, second } }) => {
        const isCut = bounds.late.isChanged(Math.min(first.k, second.k))
        if (isCut) doubts.set(id, 'after-stop')
        return !isCut
      })
      .toSorted((a, b) => (a.body.on < b.body.on ? -1 : a.body.on > b.body.on ? 1 : 0))
  }

  /** Carries out the swaps agreed by a day, ISO. @param held the rounds before it */
  until(day: string, held: Held): void {
    const due = this.#waiting.filter(({ body }) => body.on <= day)
    this.#waiting = this.#waiting.slice(due.length)
    for (const swap of due) {
      const { first, second } = swap.body
      const records = [swap, ...(this.#signatures.get(swap.id)?.values() ?? [])]
      // Its writer chooses its day; receipts of the rounds as they were stay true.
      const isLate = this.bounds.isPrintedFrom(Math.min(first.k, second.k), records)
      const why = this.#doubtOf(swap.body, held) ?? (isLate ? 'receipt-before' : null)
      if (why) this.read.doubts.set(swap.id, why)
      else this.#swap(swap)
    }
  }

  /** Returns the turns known for rounds not held, by round. */
  ahead(held: Held): PartTurn[] {
    return [...this.#partIn]
      .map(([k, part]) => ({ part, k }))
      .filter(({ k }) => k > held.length)
      .sort((a, b) => a.k - b.k)
  }

  /** Tells whether a round taken by the agreed order is another part's turn. */
  isOthers({ k, taker, chosen }: Pick<RoundBody, 'k' | 'taker' | 'chosen'>): boolean {
    return chosen === 'order' && this.#isOther({ part: taker, k })
  }

  #isOther({ part, k }: PartTurn): boolean {
    const round = [...this.#partIn].find(([, known]) => known === part)?.[0]
    return (this.#partIn.get(k) ?? part) !== part || (round ?? k) !== k
  }

  #swap({ id, body: { first, second } }: FactOf<'hui.turn-swapped'>): void {
    this.#partIn.set(first.k, second.part)
    this.#partIn.set(second.k, first.part)
    this.swaps.push({ id, first, second })
  }

  #doubtOf({ on, first, second }: FactOf<'hui.turn-swapped'>['body'], held: Held): Doubt | null {
    const { n, model, head } = this.terms
    const turns = [first, second]
    if (turns.some(({ part }) => part > n)) return 'unknown-part'
    if (turns.some(({ k }) => k > n)) return 'unknown-round'
    if (model === 'discount' || model === 'premium') return 'order-by-bid'
    if (head && turns.some(({ k }) => k === 1)) return 'head-round'
    const isPast = ({ part, k }: PartTurn) =>
      held.some((one) => one.on < on && (one.k === k || one.taker === part))
    if (turns.some(isPast)) return 'turn-past'
    return turns.some((turn) => this.#isOther(turn)) ? 'not-its-turn' : null
  }
}
