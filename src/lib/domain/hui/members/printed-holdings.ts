import type { Envelope } from '../../fact.ts'
import { cameBefore } from '../money/printed-rounds.ts'
import type { ReceiptsByEntry } from '../money/receipts.ts'

type Said = { issued: Envelope; rank: number }

/**
 * The units of parts that receipts say people held in a round, each with the rank of the earliest receipt that says so: what
 * is recorded later changes nothing of it.
 */
export class PrintedHoldings {
  /** By `part person`, then by round and by units. */
  readonly #ranks = new Map<string, Map<number, Map<number, Said>>>()

  /** @param isRound whether a round has a record: of another one no receipt can be true */
  constructor(receipts: ReceiptsByEntry, isRound: (k: number) => boolean) {
    for (const { issued, rank } of receipts.values()) {
      const { kind, k, part, units, payer, payee } = issued.body
      if (kind === 'interest' || k === undefined || part === undefined || units === undefined) continue
      if (!isRound(k)) continue
      const key = `${part} ${kind === 'pot' ? payee : payer}`
      const byRound = this.#ranks.get(key) ?? new Map<number, Map<number, Said>>()
      const byUnits = byRound.get(k) ?? new Map<number, Said>()
      this.#ranks.set(key, byRound.set(k, byUnits))
      const before = byUnits.get(units)
      if (!before || rank < before.rank) byUnits.set(units, { issued, rank })
    }
  }

  /** Returns the rounds from `k` on of which somebody has a receipt of a part. */
  roundsOf(part: number, person: string, k: number): number[] {
    return [...(this.#ranks.get(`${part} ${person}`)?.keys() ?? [])].filter((round) => round >= k)
  }

  /**
   * Returns the rank of the earliest receipt that says that somebody held so many units then; `Infinity`: none did before a
   * record.
   */
  rankOf(
    part: number,
    person: string,
    { k, units, last }: { k: number; units: number; last: Envelope }
  ): number {
    const said = this.#ranks.get(`${part} ${person}`)?.get(k)?.get(units)
    return said && cameBefore(said.issued, last) ? said.rank : Infinity
  }
}
