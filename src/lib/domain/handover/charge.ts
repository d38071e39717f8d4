import type { Envelope } from '../fact.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
import { inOrder, openerOf } from '../order.ts'
import type { StoredFact } from '../stored.ts'
import { isHandedOver, type HandoverBody, type HandoverFact } from './handovers.ts'

/** The types of record that begin a file or a line, and put its author in charge. */
const beginnings: ReadonlySet<string> = new Set([
  'incidents.incident-reported',
  'incidents.tip-received',
  'hui.line-agreed'
])

/**
 * Folds who is in charge of each file or line, by its stream. It begins with the author of the first record; each
 * handover that stands after that record, by the order of folds, passes it on from whoever is in charge then. It does not
 * matter whether the handover lists it: what a phone that was away recorded before goes over too. What the server
 * refused passes nothing, nor does another unit's handover.
 * @param facts of one or more books, verified, with all their first records
 * @param handovers facts of the book `incidents`, among which may be others
 * @param folds that have followed `facts` so far, if any have
 */
export function inCharge(
  facts: readonly HandoverFact[],
  handovers: readonly HandoverFact[],
  folds = beginningFolds()
): ReadonlyMap<string, string> {
  const passing = handovers.filter((fact) => isHandedOver(fact) && fact.sync !== 'refused')
  const charge = new Map<string, string>()
  /** Holds who has in the end what an account of a unit has at this point, going back from the end. */
  const heirs = new Map<string, string>()
  const heirOf = (unit: string, account: string) => heirs.get(`${unit} ${account}`) ?? account
  const firsts = [...folds.of(facts).values()].filter((first) => first !== null)
  // Most units have handed nothing over.
  if (passing.length === 0) return new Map(firsts.map(({ stream, by }) => [stream, by]))
  for (const fact of together([...firsts, ...passing]).reverse()) {
    const { unit, by, stream } = fact
    if (!isHandedOver(fact)) charge.set(stream, heirOf(unit, by))
    else {
      const { from, to } = fact.body as unknown as HandoverBody
      heirs.set(`${unit} ${from}`, heirOf(unit, to))
    }
  }
  return charge
}

/** Folds the record that begins each stream: see `beginningOf`. */
export const beginningFolds = () => new StreamFolds<HandoverFact, HandoverFact | null>(beginningOf)

/** Returns the record that begins a stream: of several the one that the server took first; null: none does. */
export function beginningOf<F extends HandoverFact>(facts: readonly F[]): F | null {
  const all = facts.filter(({ type }) => beginnings.has(type))
  return (all.length > 1 ? openerOf(inOrder(all)) : all[0]) ?? null
}

/** Orders facts of several books as folds do: a phone numbers its records in each book anew. */
function together<F extends Envelope & Partial<Pick<StoredFact, 'sync'>>>(facts: readonly F[]): F[] {
  const unique = [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  const placed = unique.map((fact) => ({ ...fact, device: `${fact.device} ${fact.book}`, fact }))
  return inOrder(placed).map(({ fact }) => fact)
}
