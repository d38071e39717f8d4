import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import { inOrder, openerOf, whenOf } from '../order.ts'
import type { StoredFact } from '../stored.ts'
import { changeSigners, type ChangeType } from './facts/members.ts'
import { lineKeeper } from './own/own-line.ts'
import { leaveDoubles } from './money/doubles.ts'
import { cameBefore } from './money/printed-rounds.ts'
import { receiptsIn, type ReceiptsByEntry } from './money/receipts.ts'
import type { Doubt, Stop } from './state.ts'

type Agreed = FactOf<'hui.line-agreed'>

/** The types of a line's stream. */
export const lineTypes = [
  'hui.line-agreed',
  'hui.terms-amended',
  'hui.line-stopped',
  'hui.entry-reversed',
  'hui.lot-drawn',
  'hui.round-held',
  'hui.contribution-received',
  'hui.contribution-covered',
  'hui.advance-repaid',
  'hui.prepaid',
  'hui.pot-handed',
  'hui.pot-left',
  'hui.set-off-agreed',
  'hui.late-interest-paid',
  'hui.penalty-waived',
  'hui.debt-acknowledged',
  'hui.settlement-agreed',
  'hui.agreed-paid',
  'hui.receipt-issued',
  'hui.part-transferred',
  'hui.transfer-signed',
  'hui.member-joined',
  'hui.member-left',
  'hui.claim-paid',
  'hui.joining-paid',
  'hui.turn-swapped',
  'hui.guarantor-agreed',
  'hui.change-signed',
  'hui.entry-confirmed',
  'hui.entry-denied'
] as const
export type LineType = (typeof lineTypes)[number]

/** The facts of one line, read once: those that stand, in their order, by type; and those that do not count. */
export interface LineStream {
  agreed: Agreed
  stopped: Stop | null
  standing: { [Type in LineType]: FactOf<Type>[] }
  /** The receipts that hold their money fast, by the record of it. */
  receipts: ReceiptsByEntry
  /** Records that do not count any more, each with what first said so. */
  reversed: readonly Reversed[]
  doubts: Map<string, Doubt>
  newer: string[]
}

interface Reversed {
  fact: Fact
  by: FactOf<'hui.entry-reversed'>
}

/**
 * Reads a line's stream as it was known at `asOf` (Unix ms): the agreement that the server took first defines the line,
 * and reversed entries are left out. The stop that it took first of those that stand is the stop. Each fact counts once;
 * facts of other streams are ignored, and those that the server refused. In a line that a host keeps nobody else's count, see
 * `lineKeeper`.
 * @returns null when no agreement is there
 */
export function lineStream(facts: readonly Envelope[], asOf: number): LineStream | null {
  const taken = facts.filter((fact) => (fact as Partial<StoredFact>).sync !== 'refused')
  const once = [...new Map(taken.map((fact) => [fact.id, fact])).values()]
  const times = whenOf(once)
  const known = inOrder(once.filter((fact) => Date.parse(times.get(fact)!) <= asOf))
  const read = openedBy(known, once)
  if (!read) return null
  const { agreed, own, doubts } = read
  const reversed = reversedIn(own, agreed, doubts)
  const standing = Object.fromEntries(lineTypes.map((type) => [type, [] as Fact[]]))
  const newer: string[] = []
  for (const fact of own) {
    if (fact === (agreed as Fact) || reversed.has(fact.id)) continue
    // Reads own fields alone: a newer type may be called as something that every object has.
    const same = Object.hasOwn(standing, fact.type) ? standing[fact.type] : undefined
    if (same) same.push(fact)
    else newer.push(fact.id)
  }
  const line = {
    agreed,
    stopped: null,
    standing,
    doubts,
    newer,
    reversed: own.flatMap((fact) => {
      const by = reversed.get(fact.id)
      return by ? { fact, by } : []
    })
  } as unknown as LineStream
  for (const { id } of line.standing['hui.line-agreed']) doubts.set(id, 'twice-opened')
  line.receipts = receiptsIn(line.standing['hui.receipt-issued'], { own, reversed, doubts })
  const when = own.length === once.length ? times : whenOf(own)
  leaveDoubles(line, (fact) => Date.parse(when.get(fact)!))
  leaveUnknown(line, own)
  line.stopped = stopOf(line)
  return line
}

/**
 * Finds the agreement that defines the line, and the facts that may count in it; puts in doubt what others wrote in a host's own.
 * @param once all facts, of later too: whose a line is does not change with time
 */
function openedBy(known: readonly Envelope[], once: readonly Envelope[]) {
  const agreements = known.filter(({ type }) => type === 'hui.line-agreed')
  const first = openerOf(agreements)
  if (!first) return null
  const keeper = lineKeeper(once.filter(({ stream }) => stream === first.stream))
  const isCounted = ({ stream, by }: Envelope) =>
    stream === first.stream && (keeper === null || by === keeper)
  const agreed = (keeper === null ? first : openerOf(agreements.filter(isCounted))) as Agreed | undefined
  if (!agreed) return null
  const doubts: LineStream['doubts'] = new Map()
  for (const fact of known)
    if (fact.stream === first.stream && !isCounted(fact)) doubts.set(fact.id, 'not-by-host')
  return { agreed, own: known.filter(isCounted) as Fact[], doubts }
}

/** Selects the facts that had happened by then (Unix ms). */
export function knownBy(asOf: number, facts: readonly Envelope[]): Envelope[] {
  const when = whenOf(facts)
  return facts.filter((fact) => Date.parse(when.get(fact)!) <= asOf)
}

function stopOf({ standing, doubts }: LineStream): Stop | null {
  const stops = standing['hui.line-stopped']
  const stopped = openerOf(stops)
  if (!stopped) return null
  for (const { id } of stops) if (id !== stopped.id) doubts.set(id, 'twice-stopped')
  const { id, by, body } = stopped
  return { id, by, on: body.on, reason: body.reason }
}

/** Puts in doubt the answers to records, and the signatures under changes, that are not there yet. */
function leaveUnknown({ standing, doubts }: LineStream, own: readonly Fact[]): void {
  const ids = new Set(own.map(({ id }) => id))
  for (const { id, body } of [...standing['hui.entry-confirmed'], ...standing['hui.entry-denied']])
    if (!ids.has(body.entry)) doubts.set(id, 'unknown-entry')
  const types = new Map<string, string>(own.map(({ id, type }) => [id, type]))
  for (const { id, body } of standing['hui.change-signed']) {
    const type = types.get(body.change) ?? ''
    const signers: readonly string[] = Object.hasOwn(changeSigners, type)
      ? changeSigners[type as ChangeType]
      : []
    if (!signers.includes(body.as)) doubts.set(id, 'unknown-entry')
  }
}

/**
 * Returns the reversed entries, each with the reversal that came first, whether entry or reversal did; a reversal whose target is not there yet waits as
 * a doubt.
 */
function reversedIn(
  own: readonly Fact[],
  agreed: Agreed,
  doubts: LineStream['doubts']
): ReadonlyMap<string, Reversed['by']> {
  const reversible = new Set(
    own.filter(({ id, type }) => id !== agreed.id && type !== 'hui.entry-reversed').map(({ id }) => id)
  )
  const reversed = new Map<string, Reversed['by']>()
  for (const fact of own) {
    if (fact.type !== 'hui.entry-reversed') continue
    const { entry } = fact.body
    if (!reversible.has(entry)) {
      doubts.set(fact.id, 'unknown-entry')
      continue
    }
    const before = reversed.get(entry)
    if (!before || cameBefore(fact, before)) reversed.set(entry, fact)
  }
  return reversed
}
