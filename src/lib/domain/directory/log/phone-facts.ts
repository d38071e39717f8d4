import type { Fact } from '../../facts.ts'
import { isLaterOfPhone, ranksOf, type Rank } from '../../order.ts'
import { idTime } from '../../uuid.ts'
import { namesOwnId, setsAlarmKey, withLatestAlarmKeys } from '../alarm-keys.ts'

interface Placed {
  fact: Fact
  rank: Rank
}

/** The facts that one phone wrote, and those of them that count, with their places in the order of folds. */
export class PhoneFacts {
  readonly all: Fact[] = []
  counted: Placed[] = []
  /** Count as well, and have no place until `place` is called. */
  #waiting: Fact[] = []
  #alarmKey: Fact | undefined
  #latestMs = -Infinity

  /** Judges all facts of the phone. @param counting those of `all` that count */
  judge(counting: readonly Fact[]): void {
    this.#place(withLatestAlarmKeys(counting))
  }

  /** Gives places to what counts, after `append` said that some of it moves. */
  place(): void {
    this.#place(withLatestAlarmKeys([...this.counted.map(({ fact }) => fact), ...this.#waiting]))
  }

  /**
   * Adds a fact. @returns its place; null when it does not count; `moves` when others move with it, so that `place` has to
   * be called: it is not the phone's latest, sets another alarm key, or shows that the phone's clock ran ahead before
   */
  append(fact: Fact, counts: boolean): Rank | null | 'moves' {
    this.all.push(fact)
    if (!counts) return null
    if (setsAlarmKey(fact)) {
      if (!namesOwnId(fact)) return null
      const before = this.#alarmKey
      if (before && !isLaterOfPhone(fact, before)) return null
      this.#alarmKey = fact
      if (before) return this.#wait(fact)
    }
    const last = this.counted.at(-1)
    const ms = idTime(fact.id)
    if (this.#waiting.length > 0) return this.#wait(fact)
    if (last && (fact.n <= last.fact.n || ms < this.#latestMs)) return this.#wait(fact)
    const [first] = ranksOf([fact])
    const rank = placedAfter(last?.rank, first!.rank)
    this.counted.push({ fact, rank })
    this.#latestMs = ms
    return rank
  }

  #wait(fact: Fact): 'moves' {
    this.#waiting.push(fact)
    return 'moves'
  }

  #place(facts: readonly Fact[]): void {
    this.counted = ranksOf(facts)
    this.#waiting = []
    this.#alarmKey = facts.find(setsAlarmKey)
    this.#latestMs = facts.reduce((last, { id }) => Math.max(last, idTime(id)), -Infinity)
  }
}

const placedAfter = (last: Rank | undefined, own: Rank): Rank => {
  const turn = last ? last.turn + 1 : 0
  const waits = last && (last.at === own.at ? last.id > own.id : last.at > own.at)
  return waits ? { ...last, turn } : { ...own, turn }
}
