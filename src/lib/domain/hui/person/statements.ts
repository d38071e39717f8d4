import type { FactOf } from '../../facts.ts'
import type { Line, Round } from '../state.ts'

type Statement = Pick<FactOf<'hui.statement-taken'>['body'], 'payer' | 'says' | 'line' | 'k' | 'amount'>

/** One line of a host, indexed by the one id of each person. */
interface BookOfLine {
  named: ReadonlySet<string>
  /** By round: what the book has from each, đồng. */
  rounds: readonly ReadonlyMap<string, number>[]
  /** Pots, by who took them. */
  pots: ReadonlyMap<string, readonly TakenPot[]>
}

/** The pot of a round as one of its takers has it; `awaited`: some of it is still to be handed over. */
interface TakenPot {
  k: number
  awaited: boolean
}

/**
 * Reads a host's lines once, and returns a function that tells whether they say otherwise than a statement: `paid` in a round
 * of a line of which the book has no such money from them, or in a line, or any line, in which it does not name them;
 * `no-part` though it names them. A book that is completed later agrees again. `pot-not-handed` where they took by the book, in
 * the round that they name, and none of that is still to be handed over; of somebody who took nothing it says nothing.
 * @param one the one id of a person
 */
export function bookAgainst(
  lines: readonly Line[],
  one: (person: string) => string
): (statement: Statement) => boolean {
  const books = new Map(lines.map((line) => [line.id, bookOfLine(line, one)]))
  const named = new Set<string>()
  const pots = new Map<string, TakenPot[]>()
  for (const book of books.values()) {
    for (const person of book.named) named.add(person)
    for (const [person, taken] of book.pots) for (const pot of taken) addPot(pots, person, pot)
  }
  return ({ payer, says, line, k, amount = 1 }) => {
    const person = one(payer)
    const book = line === undefined ? null : (books.get(line) ?? emptyBook)
    if (says === 'pot-not-handed') {
      const all = (book ? book.pots : pots).get(person) ?? []
      const meant = k === undefined ? all : all.filter((pot) => pot.k === k)
      return meant.length > 0 && meant.every(({ awaited }) => !awaited)
    }
    if (says === 'paid' && book && k !== undefined) return (book.rounds[k - 1]?.get(person) ?? 0) < amount
    const isNamed = (book?.named ?? named).has(person)
    return says === 'paid' ? !isNamed : isNamed
  }
}

const emptyBook: BookOfLine = { named: new Set(), rounds: [], pots: new Map() }

function bookOfLine(line: Line, one: (person: string) => string): BookOfLine {
  return {
    named: new Set(holdersIn(line).map(one)),
    rounds: line.rounds.map((round) => paidIn(round, one)),
    pots: potsIn(line, one)
  }
}

/** Returns the pots of a line by who took them, whole or in part, by the book. */
function potsIn({ rounds }: Line, one: (person: string) => string): Map<string, TakenPot[]> {
  const pots = new Map<string, TakenPot[]>()
  for (const { k, hands, payout, handed, left, setOff } of rounds)
    for (const { to, share, handed: got } of hands) {
      if (share === 0) continue
      const pot = { k, awaited: handed + left + setOff < payout && got < share }
      addPot(pots, one(to), pot)
    }
  return pots
}

function addPot(pots: Map<string, TakenPot[]>, person: string, pot: TakenPot): void {
  if (pots.has(person)) pots.get(person)!.push(pot)
  else pots.set(person, [pot])
}

/** Returns what the book has from each in a round, đồng: into the pot, to who covered for them, and ahead. */
function paidIn({ dues }: Round, one: (person: string) => string): Map<string, number> {
  const paid = new Map<string, number>()
  for (const { holder, pieces, credit } of dues) {
    const sum = pieces.reduce((all, { amount }) => all + amount, credit)
    paid.set(one(holder), (paid.get(one(holder)) ?? 0) + sum)
  }
  return paid
}

/** Returns who holds a part of a line, held one at the beginning, or owed in a round. */
const holdersIn = ({ parts, terms, rounds }: Line): string[] => [
  ...parts.flatMap(({ holders }) => holders.map(({ person }) => person)),
  ...terms.parts.flatMap((holders) => holders.map(({ person }) => person)),
  ...rounds.flatMap(({ dues }) => dues.map(({ holder }) => holder))
]
