import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import { lineKeeper } from './own/own-line.ts'
import type { Doubt, Line } from './state.ts'
import { lineTypes, type LineType } from './stream.ts'

/**
 * A doubt as it is shown. `round-withdrawn`: money for a round whose record was reversed waits for it to be recorded
 * anew.
 */
export type EntryDoubt = Doubt | 'round-withdrawn'

type AnswerType = 'hui.entry-confirmed' | 'hui.entry-denied'

/** One record of a line: its content, the reason why it does not count (yet), and its reversal with author and reason. */
export interface LineEntry<F extends Envelope = Envelope> {
  fact: F
  /** Null for a type that this build does not know yet. */
  known: FactOf<LineType> | null
  doubt: EntryDoubt | null
  reversed: FactOf<'hui.entry-reversed'> | null
  /** Tells who says that it is so, and who says that it is not, oldest first. */
  answers: FactOf<AnswerType>[]
  /** True when it may be reversed: neither the agreement, nor a reversal, nor an entry reversed already. */
  reversible: boolean
}

const known: ReadonlySet<string> = new Set(lineTypes)
const fixed: ReadonlySet<string> = new Set<LineType>(['hui.line-agreed', 'hui.entry-reversed'])

/**
 * Returns every record of a line's stream, oldest first, in the order of `inOrder`; nothing is dropped. In a line that a host
 * keeps what others wrote stands in doubt, and neither reverses nor answers anything.
 * @param line the fold of these facts
 */
export function entriesOf<F extends Envelope>(facts: readonly F[], line: Line | null): LineEntry<F>[] {
  const doubtById = new Map(line?.doubts.map(({ id, why }) => [id, why]))
  const keeper = lineKeeper(facts)
  const isCounted = ({ by }: Envelope) => keeper === null || by === keeper
  const all = facts.filter(isCounted) as readonly Envelope[] as readonly Fact[]
  const reversals = new Map<string, FactOf<'hui.entry-reversed'>>()
  const ordered = inOrder(facts)
  // Of two reversals of one record the first one is told, whichever arrived first.
  for (const fact of ordered as readonly Envelope[] as readonly Fact[])
    if (fact.type === 'hui.entry-reversed' && isCounted(fact) && !reversals.has(fact.body.entry))
      reversals.set(fact.body.entry, fact)
  const standing = standingByK(all, reversals)
  const answers = answersIn(all, reversals)
  return ordered.map((fact) => {
    const isOurs = isMovable(fact) && isCounted(fact)
    const reversed = isOurs ? (reversals.get(fact.id) ?? null) : null
    return {
      fact,
      known: known.has(fact.type) ? (fact as Envelope as FactOf<LineType>) : null,
      doubt: toldOf(fact as Envelope as Fact, doubtById.get(fact.id) ?? null, standing),
      reversed,
      answers: answers.get(fact.id) ?? [],
      reversible: isOurs && !reversed
    }
  })
}

/** Returns the answers that stand by the record that they are about. */
function answersIn(
  facts: readonly Fact[],
  reversals: ReadonlyMap<string, unknown>
): Map<string, FactOf<AnswerType>[]> {
  const byEntry = new Map<string, FactOf<AnswerType>[]>()
  for (const fact of inOrder(facts)) {
    if (fact.type !== 'hui.entry-confirmed' && fact.type !== 'hui.entry-denied') continue
    if (reversals.has(fact.id)) continue
    const known = byEntry.get(fact.body.entry)
    if (known) known.push(fact)
    else byEntry.set(fact.body.entry, [fact])
  }
  return byEntry
}

/** Returns the rounds that were ever recorded, each with whether one of its records stands. */
function standingByK(facts: readonly Fact[], reversals: ReadonlyMap<string, unknown>): Map<number, boolean> {
  const standing = new Map<number, boolean>()
  for (const { id, type, body } of facts)
    if (type === 'hui.round-held') standing.set(body.k, (standing.get(body.k) ?? false) || !reversals.has(id))
  return standing
}

function toldOf(fact: Fact, why: Doubt | null, standingByK: ReadonlyMap<number, boolean>): EntryDoubt | null {
  if (why !== 'unknown-round' || fact.type === 'hui.round-held') return why
  const k = 'k' in fact.body ? fact.body.k : undefined
  return k !== undefined && standingByK.get(k) === false ? 'round-withdrawn' : why
}

const isMovable = ({ type }: Envelope) => known.has(type) && !fixed.has(type)
