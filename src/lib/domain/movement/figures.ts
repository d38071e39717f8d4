import type { FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import type { MovementFact } from './models.ts'

type Publication = FactOf<'movement.figures-published'>['body']
export type Area = Publication['area']

export interface Published<F extends MovementFact = MovementFact> extends Publication {
  id: string
  fact: F
}

const levels: readonly Area['level'][] = ['province', 'district', 'commune']

/**
 * Selects the figures published up to an ISO day, the widest area first: for each figure of an area, the one of the
 * latest day. The last fact of a stream corrects the ones before it.
 */
export function figuresOn<F extends MovementFact>(facts: readonly F[], day: string): Published<F>[] {
  const byStream = new Map<string, Published<F>>()
  for (const fact of inOrder(facts.filter(({ sync }) => sync !== 'refused'))) {
    if (fact.type !== 'movement.figures-published') continue
    const id = fact.stream.slice('figures/'.length)
    // Inserted anew, so that a correction comes after the records before it.
    byStream.delete(id)
    byStream.set(id, { ...(fact.body as Publication), id, fact })
  }
  const upTo = [...byStream.values()].filter(({ asOf }) => asOf <= day)
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
