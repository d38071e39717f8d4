import { split } from '../money/split.ts'
import type { Line, Round, Terms } from '../state.ts'
import type { Move } from './members.ts'

/** Units of a part in one hand, and what those very units owed, đồng, by round. */
interface OwedUnits {
  person: string
  units: number
  /** Left to the host, who stands in for them. */
  isVacant: boolean
  owed: number[]
}

/**
 * Follows what the units of parts owed, round by round, so that whoever joins owes what those units owed, to the đồng. No past
 * due is reckoned anew: it goes with the units. A due of more units than move, or that the host owes for units of her own
 * too, is cut by the split that dues are cut by, and what one piece does not bear the others do. So the units of a part
 * together owe in each round what the part owed. Source: Điều 9 NĐ 19/2019.
 */
export class Vacancies {
  /** By part, in the order of the holders; what was left keeps its place. */
  readonly #parts: ReadonlyMap<number, OwedUnits[]>

  /** @param left the parts that somebody leaves: nobody joins another one */
  constructor(
    private readonly first: Pick<Terms, 'host' | 'parts'>,
    left: Iterable<number>
  ) {
    const begin = (part: number) =>
      (first.parts[part - 1] ?? []).map((holder) => ({ ...holder, isVacant: false, owed: [] }))
    this.#parts = new Map([...left].map((part) => [part, begin(part)]))
  }

  /** Returns the units that the host holds since somebody left, and nobody took over, by part. */
  get all(): { part: number; units: number }[] {
    return [...this.#parts.keys()]
      .map((part) => ({ part, units: this.unitsIn(part) }))
      .filter(({ units }) => units > 0)
      .sort((a, b) => a.part - b.part)
  }

  /** Returns how many units of a part are vacant. */
  unitsIn(part: number): number {
    return (this.#parts.get(part) ?? []).reduce((sum, one) => (one.isVacant ? sum + one.units : sum), 0)
  }

  /** Adds the dues of a round, each round once and in their order. */
  owe({ dues }: Pick<Round, 'dues'>): void {
    if (this.#parts.size === 0) return
    for (const { part, holder, due } of dues) {
      const own = this.#parts.get(part)?.filter(({ person }) => person === holder) ?? []
      const shares = split(
        due,
        own.map(({ units }) => units)
      )
      for (const [i, one] of own.entries()) one.owed.push(shares[i]!)
    }
  }

  /**
   * Moves units as the holders' list does. Whoever joins takes what is listed first, and bears the odd đồng of it; whoever buys
   * of the host gets what is her own first, and of a portion the seller keeps the odd đồng.
   * @returns what they owed in the rounds before, đồng
   */
  move({ type, part, from, to, units }: Pick<Move, 'type' | 'part' | 'from' | 'to' | 'units'>): number {
    const all = this.#parts.get(part)
    if (!all) return 0
    if (type === 'hui.member-left') {
      const left = all.find(({ person }) => person === from)!
      Object.assign(left, { person: this.first.host, isVacant: true })
      return total(left.owed)
    }
    const joins = type === 'hui.member-joined'
    const sources = joins
      ? all.filter(({ isVacant }) => isVacant)
      : all.filter(({ person }) => person === from).toSorted((a, b) => +a.isVacant - +b.isVacant)
    let rest = units
    let sum = 0
    for (const source of sources) {
      const taken = Math.min(rest, source.units)
      if (taken === 0) break
      rest -= taken
      const moved = { ...cut(source, taken, joins), person: to, isVacant: false }
      sum += total(moved.owed)
      give(all, moved, source)
    }
    return sum
  }
}

/**
 * Returns what whoever joins in the round that comes next owes of the rounds before, đồng, for so many of the units of a part
 * that are vacant.
 */
export function joiningDue(
  { terms, rounds, members }: Pick<Line, 'terms' | 'rounds' | 'members'>,
  { part, units }: { part: number; units: number }
): number {
  const vacancies = new Vacancies(terms, [part])
  const moves = members.moves.filter((move) => move.part === part)
  const next = rounds.length + 1
  for (let k = 1; k <= next; k++) {
    if (k > 1) vacancies.owe(rounds[k - 2]!)
    for (const move of moves) if (move.k === k) vacancies.move(move)
  }
  const { host } = terms
  return vacancies.move({ type: 'hui.member-joined', part, from: host, to: '', units })
}

/** Takes units out of others, each round by itself; the ones listed first bear the odd đồng. */
function cut(source: OwedUnits, taken: number, isFirst: boolean): Pick<OwedUnits, 'units' | 'owed'> {
  const left = source.units - taken
  const owed = source.owed.map((due) =>
    isFirst ? split(due, [taken, left])[0]! : split(due, [left, taken])[1]!
  )
  source.units = left
  source.owed = source.owed.map((due, i) => due - owed[i]!)
  return { units: taken, owed }
}

/** Gives units to somebody: to those that they hold, in place of those that they come from, or behind all others. */
function give(all: OwedUnits[], moved: OwedUnits, source: OwedUnits): void {
  const held = all.find(({ person, isVacant }) => person === moved.person && !isVacant)
  if (held) {
    held.units += moved.units
    held.owed = held.owed.map((due, i) => due + moved.owed[i]!)
  }
  const at = all.indexOf(source)
  const isWhole = source.units === 0
  all.splice(at, isWhole ? 1 : 0, ...(isWhole && !held ? [moved] : []))
  if (!isWhole && !held) all.push(moved)
}

const total = (owed: readonly number[]) => owed.reduce((sum, due) => sum + due, 0)
