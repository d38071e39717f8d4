import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import { inOrder, openerOf, whenOf } from '../order.ts'
import type { Doubt, Stop } from './state.ts'

/** The facts of one line, read once: those that stand, sorted by type, and those that do not count. */
export interface LineStream {
  opening: FactOf<'hui.line-opened'>
  stopped: Stop | null
  roundsByK: Map<number, FactOf<'hui.round-recorded'>[]>
  /** Paid by holders or advanced by the host. */
  contributions: FactOf<'hui.contribution-paid' | 'hui.contribution-advanced'>[]
  handovers: FactOf<'hui.payout-handed'>[]
  doubts: Map<string, Doubt>
}

/**
 * Reads a line's stream as it was known at `asOf` (Unix ms): the opening that the server took first defines the line,
 * and reversed entries are left out. The stop that it took first of those that stand is the stop; rounds later than its day are in doubt, and make no dispute.
 * Each fact counts once; facts of other streams and of types this build does not know are ignored.
 * @returns null when no opening is there
 */
export function lineStream(facts: readonly Envelope[], asOf: number): LineStream | null {
  const known = inOrder(knownBy(asOf, [...new Map(facts.map((fact) => [fact.id, fact])).values()]))
  const opening = openerOf(known.filter(({ type }) => type === 'hui.line-opened')) as
    LineStream['opening'] | undefined
  if (!opening) return null
  const own = known.filter(({ stream }) => stream === opening.stream) as Fact[]
  const read: LineStream = {
    opening,
    stopped: null,
    roundsByK: new Map(),
    contributions: [],
    handovers: [],
    doubts: new Map()
  }
  const reversed = reversedIn(own, read)
  const standing = own.filter((fact) => fact !== opening && !reversed.has(fact.id))
  const stops = standing.filter((fact) => fact.type === 'hui.line-stopped')
  const stopped = openerOf(stops)
  if (stopped) read.stopped = { id: stopped.id, by: stopped.by, ...stopped.body }
  for (const { id } of stops) if (id !== stopped!.id) read.doubts.set(id, 'twice-stopped')
  for (const fact of standing) sort(fact, read)
  return read
}

/** Selects the facts that had happened by then (Unix ms). */
export function knownBy(asOf: number, facts: readonly Envelope[]): Envelope[] {
  const when = whenOf(facts)
  return facts.filter((fact) => Date.parse(when.get(fact)!) <= asOf)
}

/**
 * Returns the reversed entries, whether entry or reversal came first; a reversal whose target is not there yet waits as
 * a doubt.
 */
function reversedIn(own: readonly Fact[], { opening, doubts }: LineStream): ReadonlySet<string> {
  const reversible = new Set(
    own.filter((fact) => fact !== opening && fact.type !== 'hui.entry-reversed').map(({ id }) => id)
  )
  const reversed = new Set<string>()
  for (const fact of own) {
    if (fact.type !== 'hui.entry-reversed') continue
    if (reversible.has(fact.body.entry)) reversed.add(fact.body.entry)
    else doubts.set(fact.id, 'unknown-entry')
  }
  return reversed
}

function sort(fact: Fact, read: LineStream) {
  if (fact.type === 'hui.line-opened') read.doubts.set(fact.id, 'twice-opened')
  if (fact.type === 'hui.contribution-paid' || fact.type === 'hui.contribution-advanced')
    read.contributions.push(fact)
  if (fact.type === 'hui.payout-handed') read.handovers.push(fact)
  if (fact.type === 'hui.round-recorded') sortRound(fact, read)
}

function sortRound(fact: FactOf<'hui.round-recorded'>, { stopped, roundsByK, doubts }: LineStream) {
  const { k, on } = fact.body
  if (stopped && on > stopped.on) return void doubts.set(fact.id, 'after-stop')
  const records = roundsByK.get(k) ?? []
  records.push(fact)
  roundsByK.set(k, records)
}
