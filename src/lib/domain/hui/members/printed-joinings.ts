import type { Envelope } from '../../fact.ts'
import { cameBefore } from '../money/printed-rounds.ts'
import type { ReceiptsByEntry } from '../money/receipts.ts'
import type { ChangeOfHolder } from './members.ts'

/** The units that are vacant before and after a change. */
interface Vacant {
  now: number
  after: number
}

/**
 * Keeps vacant units for those who join and have a receipt of what they paid for the rounds before: nobody who buys or joins by
 * a later record takes them away.
 */
export class PrintedJoinings {
  /** By part, with the place of each joining among all changes, and the first receipt of it. */
  readonly #byPart = new Map<number, { turn: number; units: number; issued: Envelope }[]>()

  /** @param changes of holders, in the order in which they are carried out */
  constructor(receipts: ReceiptsByEntry, changes: readonly ChangeOfHolder[]) {
    const first = new Map<string, Envelope>()
    for (const { issued } of receipts.values()) {
      const { kind, part, payer } = issued.body
      const before = first.get(`${part} ${payer}`)
      if (kind === 'joining' && (!before || cameBefore(issued, before))) first.set(`${part} ${payer}`, issued)
    }
    if (first.size > 0)
      for (const [turn, { type, body }] of changes.entries()) {
        const issued = type === 'hui.member-joined' && first.get(`${body.part} ${body.person}`)
        if (!issued) continue
        const own = this.#byPart.get(body.part) ?? []
        this.#byPart.set(body.part, own)
        own.push({ turn, units: body.units, issued })
      }
  }

  /** Tells whether a change takes units that somebody who joins after it was promised before the last record of it. */
  areTakenBy(
    { part, turn, last }: { part: number; turn: number; last: Envelope },
    { now, after }: Vacant
  ): boolean {
    if (after >= now) return false
    const promised = (this.#byPart.get(part) ?? []).filter(
      (one) => one.turn > turn && cameBefore(one.issued, last)
    )
    return promised.reduce((sum, { units }) => sum + units, 0) > after
  }
}
