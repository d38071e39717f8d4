import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import type { Doubt, Line } from './state.ts'

/** The types that may be reversed. */
const movable = [
  'hui.round-recorded',
  'hui.contribution-paid',
  'hui.contribution-advanced',
  'hui.payout-handed',
  'hui.line-stopped'
] as const

type Known = 'hui.line-opened' | 'hui.entry-reversed' | (typeof movable)[number]

/**
 * A doubt as it is shown. `round-withdrawn`: money for a round whose record was reversed waits for it to be recorded
 * anew.
 */
export type EntryDoubt = Doubt | 'round-withdrawn'

/** One record of a line: its content, the reason why it does not count (yet), and its reversal with author and reason. */
export interface LineEntry<F extends Envelope = Envelope> {
  fact: F
  /** Null for a type that this build does not know yet. */
  known: FactOf<Known> | null
  doubt: EntryDoubt | null
  reversed: FactOf<'hui.entry-reversed'> | null
  /** True when it may be reversed: neither the opening, nor a reversal, nor an entry reversed already. */
  reversible: boolean
}

const known: ReadonlySet<string> = new Set<Known>(['hui.line-opened', 'hui.entry-reversed', ...movable])

/**
 * Returns every record of a line's stream, oldest first, in the order of `inOrder`; nothing is dropped.
 * @param line the fold of these facts
 */
export function entriesOf<F extends Envelope>(facts: readonly F[], line: Line | null): LineEntry<F>[] {
  const doubtById = new Map(line?.doubts.map(({ id, why }) => [id, why]))
  const reversals = new Map<string, FactOf<'hui.entry-reversed'>>()
  for (const fact of facts as readonly Envelope[] as readonly Fact[])
    if (fact.type === 'hui.entry-reversed') reversals.set(fact.body.entry, fact)
  const standing = standingByK(facts as readonly Envelope[] as readonly Fact[], reversals)
  return inOrder(facts).map((fact) => {
    const reversed = isMovable(fact) ? (reversals.get(fact.id) ?? null) : null
    return {
      fact,
      known: known.has(fact.type) ? (fact as Envelope as FactOf<Known>) : null,
      doubt: toldOf(fact as Envelope as Fact, doubtById.get(fact.id) ?? null, standing),
      reversed,
      reversible: isMovable(fact) && !reversed
    }
  })
}

/** Returns the rounds that were ever recorded, each with whether one of its records stands. */
function standingByK(facts: readonly Fact[], reversals: ReadonlyMap<string, unknown>): Map<number, boolean> {
  const standing = new Map<number, boolean>()
  for (const { id, type, body } of facts)
    if (type === 'hui.round-recorded')
      standing.set(body.k, (standing.get(body.k) ?? false) || !reversals.has(id))
  return standing
}

function toldOf(fact: Fact, why: Doubt | null, standingByK: ReadonlyMap<number, boolean>): EntryDoubt | null {
  if (why !== 'unknown-round' || fact.type === 'hui.round-recorded') return why
  return 'k' in fact.body && standingByK.get(fact.body.k) === false ? 'round-withdrawn' : why
}

const isMovable = ({ type }: Envelope) => (movable as readonly string[]).includes(type)
