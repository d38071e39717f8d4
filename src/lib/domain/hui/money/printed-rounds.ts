import type { Envelope } from '../../fact.ts'
import type { FactOf } from '../../facts.ts'
import { takenAt } from '../../stored.ts'
import type { Line } from '../state.ts'
import type { ReceiptsByEntry } from './receipts.ts'

type Came = Pick<Envelope, 'id' | 'took'>

/** Tells which of two records the server took first; of two that wait, which was written first. */
export const cameBefore = (a: Came, b: Came): boolean => {
  const [first, second] = [takenAt(a) ?? Infinity, takenAt(b) ?? Infinity]
  return first === second ? a.id < b.id : first < second
}

/**
 * Tells whether there was a receipt of round `k`, or of a later one, before the last of some records:
 * what it says stays, and the records count for no round that it hangs on. Of what joiners paid for the rounds before, only
 * whose the parts were (`ofParts`) has to stay: where less is due, the rest of it is paid ahead.
 */
export type IsPrintedFrom = (k: number, records: readonly Came[], ofParts?: boolean) => boolean

/** Reads the receipts for that. @param isRound whether a round has a record: of another one no receipt can be true */
export function receiptsFrom(
  receipts: ReceiptsByEntry,
  isRound: (k: number) => boolean,
  joined: readonly FactOf<'hui.member-joined'>[]
): IsPrintedFrom {
  // Takes the later of two joinings of a part: who joins twice paid for all the rounds before it.
  const before = new Map<string, number>()
  for (const { body } of joined) {
    const [who, k] = [`${body.part} ${body.person}`, body.fromRound - 1]
    if (isRound(k)) before.set(who, Math.max(k, before.get(who) ?? 0))
  }
  const first = new Map<number, Came>()
  const ofJoiners = new Map<number, Came>()
  const keep = (issued: Came, k: number | undefined, by: Map<number, Came>) => {
    const known = k === undefined ? undefined : by.get(k)
    if (k !== undefined && isRound(k) && (!known || cameBefore(issued, known))) by.set(k, issued)
  }
  for (const { issued } of receipts.values()) {
    const { kind, k, part, payer } = issued.body
    if (kind === 'joining') keep(issued, before.get(`${part} ${payer}`), ofJoiners)
    else keep(issued, k, first)
  }
  return (k, records, ofParts = false) => {
    const last = records.reduce((last, one) => (cameBefore(last, one) ? one : last))
    return [...first, ...(ofParts ? ofJoiners : [])].some(
      ([round, issued]) => round >= k && cameBefore(issued, last)
    )
  }
}

/**
 * Silences receipts that do not stand though what came after them was held back: those before the first change that such ones may
 * have held back. What still stands goes on holding changes back; so nobody stops a line's amendments by a receipt of nothing.
 * @param silent takes them @returns whether there were any
 */
export function silence(
  { doubts }: Pick<Line, 'doubts'>,
  known: readonly Envelope[],
  silent: Set<string>
): boolean {
  if (!doubts.some(isHeldBack)) return false
  const facts = new Map(known.map((fact) => [fact.id, fact]))
  const heldBack = doubts.flatMap((doubt) => (isHeldBack(doubt) ? [facts.get(doubt.id)!] : []))
  const unsound = doubts
    .map(({ id }) => facts.get(id)!)
    .filter(({ id, type }) => type === 'hui.receipt-issued' && !silent.has(id))
  if (unsound.length === 0) return false
  const signatures = lastSignatures(known)
  for (const change of heldBack.sort((a, b) => (cameBefore(a, b) ? -1 : 1))) {
    const signed = signatures.get(change.id)
    const last = signed && cameBefore(change, signed) ? signed : change
    const before = unsound.filter((receipt) => cameBefore(receipt, last))
    for (const { id } of before) silent.add(id)
    if (before.length > 0) return true
  }
  return false
}

const isHeldBack = ({ why }: Line['doubts'][number]) =>
  why === 'receipt-before' || why === 'stop-before-receipt'

/** Returns the last signature under each change, by its id. */
function lastSignatures(known: readonly Envelope[]): ReadonlyMap<unknown, Envelope> {
  const last = new Map<unknown, Envelope>()
  for (const fact of known) {
    const change = fact.body['change'] ?? fact.body['transfer']
    const before = last.get(change)
    if (change !== undefined && (!before || cameBefore(before, fact))) last.set(change, fact)
  }
  return last
}
