import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import type { StoredFact } from '../stored.ts'
import { sumOf, type Estimate } from './sums.ts'

/** A fact with the state of its sync. */
export type MovementFact = Envelope & Partial<Pick<StoredFact, 'sync'>>

type Listing = FactOf<'movement.model-listed'>['body']
type Count = FactOf<'movement.group-counted'>['body']

interface Group<F extends MovementFact = MovementFact> extends Count {
  /** The fact of the count. */
  fact: F
}

export interface Model<F extends MovementFact = MovementFact> extends Listing {
  id: string
  /** As last counted, in the order in which they were first recorded; dissolved ones are left out. */
  groups: readonly Group<F>[]
  /** The fact of the latest listing. */
  fact: F
}

/** Returns the models that stood on an ISO day, in the form of `listedModels`. */
export function modelsOn<F extends MovementFact>(facts: readonly F[], day: string): Model<F>[] {
  return listedModels(facts, day).filter((model) => standsOn(model, day))
}

/** Tells whether a model had begun and not yet ended on a day. A month without a day begins on its first day. */
export function standsOn({ since, until }: Pick<Listing, 'since' | 'until'>, day: string): boolean {
  return since <= day && (!until || day <= until)
}

/**
 * Returns every model ever listed, the oldest first, with its groups as last counted up to an ISO day: the answer for a
 * past day is the state of that day, whenever it was recorded. Facts that the server refused do not count; counts of a
 * model not listed yet wait.
 */
export function listedModels<F extends MovementFact>(facts: readonly F[], day: string): Model<F>[] {
  const listings = new Map<string, F>()
  const counts = new Map<string, F[]>()
  for (const fact of inOrder(facts.filter(({ sync }) => sync !== 'refused'))) {
    if (fact.type === 'movement.model-listed') listings.set(fact.stream, fact)
    if (fact.type === 'movement.group-counted')
      counts.set(fact.stream, [...(counts.get(fact.stream) ?? []), fact])
  }
  return [...listings]
    .map(([stream, fact]) => ({
      ...(fact.body as Listing),
      id: stream.slice('model/'.length),
      groups: groupsOn(counts.get(stream) ?? [], day),
      fact
    }))
    .sort((a, b) => (a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? -1 : 1))
}

/** Selects for each group the count of the latest day; of two on one day, the one recorded last. */
function groupsOn<F extends MovementFact>(counts: readonly F[], day: string): Group<F>[] {
  const latest = new Map<string, Group<F>>()
  for (const fact of counts) {
    const count = fact.body as Count
    const known = latest.get(count.group)
    if (count.asOf <= day && (!known || known.asOf <= count.asOf)) latest.set(count.group, { ...count, fact })
  }
  return [...latest.values()].filter(({ groups }) => groups > 0)
}

export interface Totals {
  models: number
  groups: number
  boards: number
  /** Memberships: a person in two groups counts twice. */
  members: Estimate
}

/** Counts the models, groups and boards, and their memberships. */
export function totalsOf(models: readonly Model[]): Totals {
  const all = models.flatMap(({ groups }) => groups)
  const number = (kind: Count['kind']) =>
    all.filter((group) => group.kind === kind).reduce((sum, { groups }) => sum + groups, 0)
  return {
    models: models.length,
    groups: number('group'),
    boards: number('board'),
    members: sumOf(all.map(({ members }) => members))
  }
}
