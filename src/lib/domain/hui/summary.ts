import { isHeldBy } from './money/dues.ts'
import { receivablesOf, type Receivable } from './money/receivables.ts'
import type { Line, Round } from './state.ts'

/** The debt of one kind of part in a round: number of parts, amount of each, and sum, đồng. */
export interface Side {
  parts: number
  /** null where they differ: in the premium model each part that has taken owes its own bid beside the face. */
  each: number | null
  due: number
}

/**
 * Returns what a round's dead parts (took earlier) and live parts owe together. The taker's part is left out: it owes
 * nothing.
 */
export function sidesOf(round: Round, { parts }: Pick<Line, 'parts'>): { dead: Side; live: Side } {
  const byPart = new Map<number, number>()
  for (const { part, due } of round.dues)
    if (part !== round.taker) byPart.set(part, (byPart.get(part) ?? 0) + due)
  const side = (isOne: (no: number) => boolean): Side => {
    const dues = [...byPart].filter(([no]) => isOne(no)).map(([, due]) => due)
    const due = dues.reduce((sum, one) => sum + one, 0)
    return { parts: dues.length, each: new Set(dues).size > 1 ? null : (dues[0] ?? 0), due }
  }
  const isDead = (no: number) => (parts[no - 1]?.takenAt ?? Infinity) < round.k
  return { dead: side(isDead), live: side((no) => !isDead(no)) }
}

/**
 * Counts the parts that owe in a round: those paid by their holders, or from what they paid ahead, and those that others
 * covered, in whole or for the missing rest. A cut part is one, and paid once all its holders have paid.
 */
export function progressOf({ dues }: Pick<Round, 'dues'>): { paid: number; covered: number; of: number } {
  const byPart = new Map<number, 'paid' | 'covered' | 'open'>()
  for (const { part, due, covered, open } of dues) {
    if (due === 0) continue
    const before = byPart.get(part)
    const own = covered > 0 ? 'covered' : 'paid'
    byPart.set(part, open > 0 || before === 'open' ? 'open' : before === 'covered' ? before : own)
  }
  const count = (asked: 'paid' | 'covered') => [...byPart.values()].filter((one) => one === asked).length
  return { paid: count('paid'), covered: count('covered'), of: byPart.size }
}

/** A person's debt from the rounds held, over all their parts, đồng. */
export interface Owed {
  holder: string
  amount: number
  parts: number[]
  rounds: number[]
}

/** Returns the people with money unpaid in the rounds held; the largest sum first. */
export const arrearsOf = (line: Pick<Line, 'rounds'>): Owed[] => owedOf(line, ({ to }) => to === null)

/** Returns the people who owe money that others put in for them; the largest sum first. */
export const coversOf = (line: Pick<Line, 'rounds'>): Owed[] => owedOf(line, ({ to }) => to !== null)

/**
 * Returns the liability of taken parts (hụi chết), đồng: what others put in for them and was not given back, and what they
 * owe in each round that is not held. Two figures, never one: courts differ on whether the second may be claimed.
 * @param holder whose parts to count; all when not given. A cut part counts whole for each of its holders
 */
export function takenOf({ parts, rounds, terms }: Pick<Line, 'parts' | 'rounds' | 'terms'>, holder?: string) {
  const taken = parts.filter((part) => part.takenAt !== null && (!holder || isHeldBy(part, holder)))
  const nos = new Set(taken.map(({ no }) => no))
  const owed = receivablesOf({ rounds }).filter(({ part, to }) => to !== null && nos.has(part))
  const ahead = terms.n - rounds.length
  const each = taken.map(({ bid }) => terms.face + (terms.model === 'premium' ? bid : 0))
  return {
    parts: taken.length,
    covered: owed.reduce((sum, { amount }) => sum + amount, 0),
    ahead,
    notYetDue: each.reduce((sum, one) => sum + one * ahead, 0)
  }
}

function owedOf(line: Pick<Line, 'rounds'>, isMeant: (one: Receivable) => boolean): Owed[] {
  const byHolder = new Map<string, { amount: number; parts: Set<number>; rounds: Set<number> }>()
  for (const { k, part, holder, amount } of receivablesOf(line).filter(isMeant)) {
    const known = byHolder.get(holder) ?? { amount: 0, parts: new Set(), rounds: new Set() }
    known.amount += amount
    known.parts.add(part)
    known.rounds.add(k)
    byHolder.set(holder, known)
  }
  return [...byHolder]
    .map(([holder, { amount, parts, rounds }]) => ({
      holder,
      amount,
      parts: [...parts],
      rounds: [...rounds]
    }))
    .sort((a, b) => b.amount - a.amount || (a.holder < b.holder ? -1 : 1))
}
