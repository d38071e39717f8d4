import type { FactOf } from '../facts.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
import { inOrder } from '../order.ts'
import type { MovementFact } from './models.ts'

type Publication = FactOf<'movement.figures-published'>['body']
export type Area = Publication['area']

export interface Published<F extends MovementFact = MovementFact> extends Publication {
  id: string
  fact: F
}

const levels: readonly Area['level'][] = ['province', 'district', 'commune']

const streamKind = 'figures/'

/** Folds a book's publications stream by stream; null: nothing was published, or the stream is about something else. */
export const figureFolds = <F extends MovementFact>() =>
  new StreamFolds<F, Published<F> | null>(publicationIn)

/** Folds the facts of one stream, the last of which corrects the ones before it; null: as above. */
export function publicationIn<F extends MovementFact>(
  facts: readonly F[],
  stream: string
): Published<F> | null {
  if (!stream.startsWith(streamKind)) return null
  const own = facts.filter(({ type, sync }) => type === 'movement.figures-published' && sync !== 'refused')
  const fact = inOrder(own).at(-1)
  return fact ? { ...(fact.body as Publication), id: stream.slice(streamKind.length), fact } : null
}

/**
 * Selects the figures published up to an ISO day, the widest area first: for each figure of an area, the one of the
 * latest day; of two of one day the one recorded last.
 * @param folds that have followed the book so far, if any have
 */
export function figuresOn<F extends MovementFact>(
  facts: readonly F[],
  day: string,
  folds = figureFolds<F>()
): Published<F>[] {
  return figuresAt(
    [...folds.of(facts).values()].filter((one) => one !== null),
    day
  )
}

/** Selects of these publications likewise, see `figuresOn`. */
export function figuresAt<F extends MovementFact>(
  published: readonly Published<F>[],
  day: string
): Published<F>[] {
  const byFact = new Map(published.map((one) => [one.fact, one]))
  const ordered = inOrder(published.map(({ fact }) => fact)).map((fact) => byFact.get(fact)!)
  const upTo = ordered.filter(({ asOf }) => asOf <= day)
  const latest = new Map<string, Published<F>>()
  for (const one of upTo)
    for (const { what } of one.figures) {
      const known = latest.get(keyOf(one, what))
      if (!known || known.asOf <= one.asOf) latest.set(keyOf(one, what), one)
    }
  return upTo
    .map((one) => ({
      ...one,
      figures: one.figures.filter(({ what }) => latest.get(keyOf(one, what)) === one)
    }))
    .filter(({ figures }) => figures.length > 0)
    .sort(widestThenLatest)
}

const keyOf = ({ area }: Publication, what: string) => `${area.level} ${area.id} ${what}`

function widestThenLatest(a: Published, b: Published): number {
  const [wide, wider] = [levels.indexOf(a.area.level), levels.indexOf(b.area.level)]
  if (wide !== wider) return wide - wider
  return a.asOf === b.asOf ? (a.id < b.id ? -1 : 1) : a.asOf > b.asOf ? -1 : 1
}
