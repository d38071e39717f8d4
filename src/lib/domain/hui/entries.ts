import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import type { Doubt, Line } from './state.ts'

/** What may be taken back. */
const movable = [
  'hui.round-recorded',
  'hui.contribution-paid',
  'hui.contribution-advanced',
  'hui.payout-handed',
  'hui.line-stopped'
] as const

type Known = 'hui.line-opened' | 'hui.entry-reversed' | (typeof movable)[number]

/** One record of a line: what it is, why it does not count (yet), and who took it back for which reason. */
export interface LineEntry<F extends Envelope = Envelope> {
  fact: F
  /** Null for a type that this build does not know yet. */
  known: FactOf<Known> | null
  doubt: Doubt | null
  reversed: FactOf<'hui.entry-reversed'> | null
  /** May it be taken back? Not the opening, nor what takes back or is taken back already. */
  reversible: boolean
}

const known: ReadonlySet<string> = new Set<Known>(['hui.line-opened', 'hui.entry-reversed', ...movable])

/** Every record of a line's stream, oldest first, in the order of `inOrder`; nothing is dropped. `line`: their fold. */
export function entriesOf<F extends Envelope>(facts: readonly F[], line: Line | null): LineEntry<F>[] {
  const doubtById = new Map(line?.doubts.map(({ id, why }) => [id, why]))
  const reversals = new Map<string, FactOf<'hui.entry-reversed'>>()
  for (const fact of facts as readonly Envelope[] as readonly Fact[])
    if (fact.type === 'hui.entry-reversed') reversals.set(fact.body.entry, fact)
  return inOrder(facts).map((fact) => {
    const reversed = isMovable(fact) ? (reversals.get(fact.id) ?? null) : null
    return {
      fact,
      known: known.has(fact.type) ? (fact as Envelope as FactOf<Known>) : null,
      doubt: doubtById.get(fact.id) ?? null,
      reversed,
      reversible: isMovable(fact) && !reversed
    }
  })
}

const isMovable = ({ type }: Envelope) => (movable as readonly string[]).includes(type)
