import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
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

/** Holds what the facts of one model say, whichever day is asked for. JSON. */
export interface ModelRecord<F extends MovementFact = MovementFact> {
  id: string
  /** The latest listing. */
  fact: F
  histories: readonly GroupHistory<F>[]
}

/** The counts of one group by their days, the earliest first; of one day in the order of recording. */
type GroupHistory<F extends MovementFact> = readonly {
  /** The fact of a count. */
  fact: F
  /** Place among the model's counts of the first one up to this day. */
  first: number
}[]

const countIn = ({ body }: MovementFact) => body as Count

/** Folds a book's models stream by stream; null: not listed yet, or the stream is about something else. */
export const modelFolds = <F extends MovementFact>() => new StreamFolds<F, ModelRecord<F> | null>(modelRecord)

const streamKind = 'model/'

/**
 * Returns every model ever listed, the oldest first, with its groups as last counted up to an ISO day: the answer for a
 * past day is the state of that day, whenever it was recorded. Facts that the server refused do not count; counts of a
 * model not listed yet wait.
 * @param folds that have followed the book so far, if any have
 */
export function listedModels<F extends MovementFact>(
  facts: readonly F[],
  day: string,
  folds = modelFolds<F>()
): Model<F>[] {
  return modelsAt(
    [...folds.of(facts).values()].filter((record) => record !== null),
    day
  )
}

/** Returns these models, the oldest first, with their groups as last counted up to an ISO day. */
export function modelsAt<F extends MovementFact>(
  records: readonly ModelRecord<F>[],
  day: string
): Model<F>[] {
  return records
    .map(({ id, fact, histories }) => ({
      ...(fact.body as Listing),
      id,
      groups: groupsOn(histories, day),
      fact
    }))
    .sort((a, b) => (a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? -1 : 1))
}

/** Folds the facts of one stream; null: the model is not listed yet, or the stream is about something else. */
export function modelRecord<F extends MovementFact>(
  facts: readonly F[],
  stream: string
): ModelRecord<F> | null {
  if (!stream.startsWith(streamKind)) return null
  const own = inOrder(facts.filter(({ sync }) => sync !== 'refused'))
  const fact = own.findLast(({ type }) => type === 'movement.model-listed')
  if (!fact) return null
  const counted = own.filter(({ type }) => type === 'movement.group-counted')
  return { id: stream.slice(streamKind.length), fact, histories: historiesIn(counted) }
}

/** A model's record without the counts that no day from `from` on asks for, ISO. */
export interface ModelOutline<F extends MovementFact = MovementFact> extends ModelRecord<F> {
  from: string
}

/** Outlines a model as of an ISO day and each later one. */
export function modelOutline<F extends MovementFact>(record: ModelRecord<F>, from: string): ModelOutline<F> {
  const histories = record.histories.map((history) =>
    history.slice(
      Math.max(
        0,
        history.findLastIndex(({ fact }) => countIn(fact).asOf <= from)
      )
    )
  )
  return { ...record, histories, from }
}

/** @param counted in order */
function historiesIn<F extends MovementFact>(counted: readonly F[]): GroupHistory<F>[] {
  const byGroup = new Map<string, { fact: F; first: number }[]>()
  for (const [first, fact] of counted.entries()) {
    const { group } = countIn(fact)
    const own = byGroup.get(group)
    if (own) own.push({ fact, first })
    else byGroup.set(group, [{ fact, first }])
  }
  return [...byGroup.values()].map((own) => {
    own.sort((a, b) => byDay(countIn(a.fact), countIn(b.fact)))
    for (const [i, one] of own.entries()) one.first = Math.min(one.first, own[i - 1]?.first ?? Infinity)
    return own
  })
}

const byDay = (a: Count, b: Count) => (a.asOf === b.asOf ? 0 : a.asOf < b.asOf ? -1 : 1)

/** Selects for each group the count of the latest day; of two on one day, the one recorded last. */
function groupsOn<F extends MovementFact>(histories: readonly GroupHistory<F>[], day: string): Group<F>[] {
  return histories
    .flatMap((history) => history.findLast(({ fact }) => countIn(fact).asOf <= day) ?? [])
    .sort((a, b) => a.first - b.first)
    .map(({ fact }) => ({ ...countIn(fact), fact }))
    .filter(({ groups }) => groups > 0)
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
