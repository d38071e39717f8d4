import type { Envelope } from '../../fact.ts'
import type { Fact, FactOf } from '../../facts.ts'
import type { Due } from '../state.ts'
import type { LineStream } from '../stream.ts'
import { cameBefore } from './printed-rounds.ts'
import type { HeldReceipt, ReceiptsByEntry } from './receipts.ts'

type Money = FactOf<
  'hui.contribution-received' | 'hui.contribution-covered' | 'hui.advance-repaid' | 'hui.set-off-agreed'
>

const types: ReadonlySet<string> = new Set<Money['type']>([
  'hui.contribution-received',
  'hui.contribution-covered',
  'hui.advance-repaid',
  'hui.set-off-agreed'
])

/** Tells money that names a due. */
export const isMoneyOfDue = (fact: Fact): fact is Money => types.has(fact.type)

/** Money that counted until it was reversed. */
export interface GoneMoney {
  one: Money
  by: Envelope
}

interface Paying {
  money: readonly Money[]
  gone: readonly GoneMoney[]
  /** Records that say that all was paid. */
  collected: readonly Envelope[]
}

/**
 * Puts in doubt receipts that call money credit, or give it back, though the due still needed it by all that came before them:
 * no fold of a phone says so. The next receipt of the same money holds it then. Goes through all that came once, in its order:
 * whoever writes thousands of receipts of one due makes nobody's phone compare each with each.
 */
export function holdSound(
  due: Due,
  { money, collected, gone }: Paying,
  { receipts, doubts }: Pick<LineStream, 'receipts' | 'doubts'>
): void {
  const issued = money.flatMap((one) => allOf(receipts, one).map((held) => ({ one, held })))
  if (issued.every(({ one, held }) => isOfAll(one, held))) return
  const come = new Come(due.due)
  const sound = new Map<string, HeldReceipt>()
  const events = [
    ...money.map((one) => ({ at: one as Envelope, take: () => come.add(one, sound.get(one.id)) })),
    ...gone.flatMap(({ one, by }) =>
      cameBefore(one, by)
        ? [
            { at: one as Envelope, take: () => come.add(one, undefined) },
            { at: by, take: () => come.drop(one) }
          ]
        : []
    ),
    ...collected.map((at) => ({ at, take: () => void (come.isCollected = true) })),
    ...issued.map(({ one, held }) => ({
      at: held.issued as Envelope,
      take() {
        if (sound.has(one.id)) return
        if (!come.allows(one, held)) return void doubts.set(held.issued.id, 'receipt-differs')
        sound.set(one.id, held)
        come.add(one, held)
      }
    }))
  ].sort((a, b) => (a.at === b.at ? 0 : cameBefore(a.at, b.at) ? -1 : 1))
  for (const { take } of events) take()
  for (const { one, held } of issued) {
    const { id } = held.issued
    if (sound.get(one.id) === held) {
      doubts.delete(id)
      receipts.set(one.id, held)
    } else if (!doubts.has(id)) doubts.set(id, 'receipt-twice')
    if (!sound.has(one.id)) receipts.delete(one.id)
  }
}

/** Returns the receipt that holds some money, and those that would if it could not. */
function allOf(receipts: ReceiptsByEntry, { id }: Money): HeldReceipt[] {
  const all: HeldReceipt[] = []
  for (let held = receipts.get(id) ?? null; held; held = held.next) all.push(held)
  return all
}

/** Tells whether a receipt says that all of the money went to the due, which it may always say. */
const isOfAll = (one: Money, { issued: { body } }: HeldReceipt) =>
  one.type !== 'hui.advance-repaid' && body.into === body.amount

/** Sums what has come of one due, đồng. */
class Come {
  isCollected = false
  #covers = 0
  readonly #coversBy = new Map<string, number>()
  /** By the id of the record: what of it went to the due, and that with what it gave back; `told`: by a receipt. */
  readonly #parts = new Map<string, { paid: number; put: number; told: number }>()
  #paid = 0
  #put = 0
  #told = 0

  constructor(private readonly due: number) {}

  /** Adds a record of money, by its receipt if it has one; in place of what was known of it. */
  add(one: Money, held: HeldReceipt | undefined): void {
    const { type, body } = one
    if (type === 'hui.contribution-covered') return this.#cover(body.by, body.amount)
    const says = held?.issued.body
    const put = says ? says.into + sumOf(says.back) : body.amount
    const paid = type === 'hui.advance-repaid' ? 0 : says ? says.into : body.amount
    const before = this.#of(one)
    const now = { paid, put, told: says?.into ?? 0 }
    this.#parts.set(one.id, now)
    this.#paid += now.paid - before.paid
    this.#put += now.put - before.put
    this.#told += now.told - before.told
  }

  /** Takes back a record of money without a receipt. */
  drop({ id, type, body }: Money): void {
    if (type === 'hui.contribution-covered') return this.#cover(body.by, -body.amount)
    const { paid, put } = this.#parts.get(id)!
    this.#parts.delete(id)
    this.#paid -= paid
    this.#put -= put
  }

  #cover(by: string, amount: number): void {
    this.#covers += amount
    this.#coversBy.set(by, (this.#coversBy.get(by) ?? 0) + amount)
  }

  #of({ id }: Money) {
    return this.#parts.get(id) ?? { paid: 0, put: 0, told: 0 }
  }

  /** Tells whether what a receipt says of that money could be said when all of this had come. */
  allows(one: Money, held: HeldReceipt): boolean {
    const { into, back, amount } = held.issued.body
    if (one.type === 'hui.advance-repaid' && into > 0) return false
    if (into === amount) return true
    const repaid = sumOf(back)
    const own = this.#of(one)
    const [paid, put] = [this.#paid - own.paid + into, this.#put - own.put + into + repaid]
    const isCredit = into + repaid < amount
    const most = Math.max(0, this.due - (this.#told - own.told))
    if (one.type === 'hui.advance-repaid') {
      const ofTo = this.#coversBy.get(one.body.to) ?? 0
      return !isCredit || Math.min(ofTo, most - (this.#covers - ofTo)) <= put
    }
    if (!this.isCollected && this.#covers + paid < this.due) return false
    return !isCredit || (this.isCollected ? Math.min(this.#covers, most) : this.due) <= put
  }
}

const sumOf = (back: readonly { amount: number }[]) => back.reduce((sum, { amount }) => sum + amount, 0)
