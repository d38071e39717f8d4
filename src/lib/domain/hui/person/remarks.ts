import type { Envelope } from '../../fact.ts'
import { isShaped, type FactOf } from '../../facts.ts'
import { StreamFolds } from '../../folds/stream-folds.ts'
import { inOrder } from '../../order.ts'
import type { StoredFact } from '../../stored.ts'
import { Clusters } from '../warning/clusters.ts'

/** A fact with the state of its sync. */
export type RemarkFact = Envelope & Partial<Pick<StoredFact, 'sync'>>

/** The types of fact that tell something of a person beside the lines. */
export const remarkTypes = [
  'hui.identity-marked',
  'hui.persons-same',
  'hui.household-named',
  'hui.statement-taken',
  'hui.sale-reported',
  'hui.inducement-reported'
] as const
export type RemarkType = (typeof remarkTypes)[number]
type Reversal = FactOf<'hui.remark-reversed'>

/** One remark about a person, and the first reversal of it; null while it stands. */
export interface RemarkEntry<F extends RemarkFact = RemarkFact> {
  /** The id of the person's stream. */
  person: string
  fact: F & FactOf<RemarkType>
  reversed: (F & Reversal) | null
}

/** Holds what is known of a book's people beside its lines. */
export interface Remarks<F extends RemarkFact = RemarkFact> {
  /** All remarks, by person, in the order of folds. */
  byPerson: ReadonlyMap<string, readonly RemarkEntry<F>[]>
  /** The one id of a person who was written down several times, by each of their other ids: the one recorded first. */
  same: ReadonlyMap<string, string>
}

const streamKind = 'person/'

/**
 * Follows the remarks of a book: one that comes or goes costs its own person, and the result is the same object until
 * then. What was reversed in the same stream, or refused by the server, does not count.
 */
export class RemarkFolds<F extends RemarkFact> {
  readonly #folds = new StreamFolds<F, readonly RemarkEntry<F>[]>(remarksIn)
  #all: readonly (readonly RemarkEntry<F>[])[] = []
  #remarks: Remarks<F> = { byPerson: new Map(), same: new Map() }

  /** @param facts of a book, oldest id first, none twice */
  of(facts: readonly F[]): Remarks<F> {
    const all = [...this.#folds.of(facts).values()].filter((own) => own.length > 0)
    const known = this.#all
    if (all.length !== known.length || all.some((own, i) => own !== known[i])) {
      this.#all = all
      this.#remarks = {
        byPerson: new Map(all.map((own) => [own[0]!.person, own])),
        same: sameIn(all.flat())
      }
    }
    return this.#remarks
  }
}

/** @param facts of one stream */
function remarksIn<F extends RemarkFact>(facts: readonly F[], stream: string): readonly RemarkEntry<F>[] {
  if (!stream.startsWith(streamKind)) return []
  const own = inOrder(facts.filter((fact) => fact.sync !== 'refused' && isShaped(fact)))
  const reversals = new Map<string, F & Reversal>()
  for (const fact of own as unknown as (F & Reversal)[])
    if (fact.type === 'hui.remark-reversed' && !reversals.has(fact.body.remark))
      reversals.set(fact.body.remark, fact)
  const person = stream.slice(streamKind.length)
  return own
    .filter(({ type }) => (remarkTypes as readonly string[]).includes(type))
    .map((fact) => ({
      person,
      fact: fact as RemarkEntry<F>['fact'],
      reversed: reversals.get(fact.id) ?? null
    }))
}

/** Joins the ids of one person: whoever is the same as a third is the same as both. */
function sameIn(entries: readonly RemarkEntry[]): ReadonlyMap<string, string> {
  const clusters = new Clusters()
  for (const { person, fact } of standingRemarks(entries, 'hui.persons-same'))
    clusters.join(person, fact.body.same)
  return new Map(clusters.groups.flatMap(([one, ...others]) => others.map((other) => [other, one!])))
}

/**
 * Returns the marks that stand and that the server has taken: until then one may be copied from another person, whom it would
 * make one with this one.
 */
export const standingMarks = (entries: Iterable<RemarkEntry>) =>
  standingRemarks(
    [...entries].filter(({ fact: { sync = 'received' } }) => sync === 'received' || sync === 'sent'),
    'hui.identity-marked'
  )

/** Returns the remarks of one type that stand. */
export const standingRemarks = <Type extends RemarkType>(
  entries: Iterable<RemarkEntry>,
  type: Type
): { person: string; fact: FactOf<Type> }[] =>
  [...entries]
    .filter(({ fact, reversed }) => fact.type === type && reversed === null)
    .map(({ person, fact }) => ({ person, fact: fact as unknown as FactOf<Type> }))
