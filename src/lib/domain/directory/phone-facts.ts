import type { Fact } from '../facts.ts'
import { ranksOf, type Rank } from '../order.ts'
import { idTime } from '../uuid.ts'

/** The facts that one phone wrote, and those of them that count, with their places in the order of folds. */
export class PhoneFacts {
  readonly all: Fact[] = []
  counted: { fact: Fact; rank: Rank }[] = []
  #latestMs = -Infinity

  judge(counts: (fact: Fact) => boolean): void {
    this.counted = ranksOf(this.all.filter(counts))
    this.#latestMs = this.counted.reduce((last, { fact }) => Math.max(last, idTime(fact.id)), -Infinity)
  }

  /**
   * Adds a fact. @returns its place; null when it does not count; `anew` when it moves others: it is not the phone's
   * latest, or shows that the phone's clock ran ahead before
   */
  append(fact: Fact, counts: boolean): Rank | null | 'anew' {
    this.all.push(fact)
    if (!counts) return null
    const last = this.counted.at(-1)
    const ms = idTime(fact.id)
    if (last && (fact.n <= last.fact.n || ms < this.#latestMs)) return 'anew'
    const [first] = ranksOf([fact])
    const rank = placedAfter(last?.rank, first!.rank)
    this.counted.push({ fact, rank })
    this.#latestMs = ms
    return rank
  }
}

const placedAfter = (last: Rank | undefined, own: Rank): Rank => {
  const turn = last ? last.turn + 1 : 0
  const waits = last && (last.at === own.at ? last.id > own.id : last.at > own.at)
  return waits ? { ...last, turn } : { ...own, turn }
}
