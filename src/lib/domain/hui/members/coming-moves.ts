/** A change of who holds a part that all have signed; one that leaves gives up all. */
export interface ComingMove {
  k: number
  part: number
  from: string
  to: string
  /** Null: all that there is. */
  units: number | null
}

interface Sums {
  /** The place of each move among all, and its round. */
  turns: number[]
  rounds: number[]
  /** Units after it, as if there had been none before the first one, or since the last time that all was given up. */
  sums: number[]
  /** The last move up to this one that gave up all; -1: none. */
  gaveUp: number[]
}

/**
 * Tells how the holdings of parts go on by the moves to come, however many there are: what somebody holds now, and what they
 * will hold in a later round.
 */
export class ComingMoves {
  readonly #byHolder = new Map<string, Sums>()

  /** @param moves in the order in which they are carried out */
  constructor(moves: readonly ComingMove[]) {
    for (const [turn, { k, part, from, to, units }] of moves.entries()) {
      this.#add(`${part} ${from}`, turn, k, units === null ? null : -units)
      if (units !== null) this.#add(`${part} ${to}`, turn, k, units)
    }
  }

  #add(key: string, turn: number, k: number, change: number | null): void {
    const all = this.#byHolder.get(key) ?? { turns: [], rounds: [], sums: [], gaveUp: [] }
    this.#byHolder.set(key, all)
    const at = all.turns.length
    all.turns.push(turn)
    all.rounds.push(k)
    all.sums.push(change === null ? 0 : (all.sums[at - 1] ?? 0) + change)
    all.gaveUp.push(change === null ? at : (all.gaveUp[at - 1] ?? -1))
  }

  /**
   * Returns the units of a part that somebody holds as round `k` begins.
   * @param units held once the move of that turn was carried out, or not
   */
  unitsAt(
    part: number,
    person: string,
    { units, turn, k }: { units: number; turn: number; k: number }
  ): number {
    const all = this.#byHolder.get(`${part} ${person}`)
    if (!all) return units
    const [from, until] = [firstAfter(all.turns, turn), firstAfter(all.rounds, k)]
    if (until <= from) return units
    const last = until - 1
    if (all.gaveUp[last]! >= from) return all.sums[last]!
    return units + all.sums[last]! - (all.sums[from - 1] ?? 0)
  }
}

/** Returns the index of the first number above another; the numbers rise. */
function firstAfter(numbers: readonly number[], than: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! > than) high = middle
    else low = middle + 1
  }
  return low
}
