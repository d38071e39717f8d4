import type { UnitHistory } from '../directory/directory.ts'

/** An area under the names of its day; its parents have their kinds, "huyện Phước Long". */
export interface OldArea {
  level: 'province' | 'district' | 'commune'
  id: string
  kind: string
  name: string
  province?: string | undefined
}

/** Place of old land now: in the unit, wholly or in part, or (for an old province) in the unit's province. */
export interface Successor {
  in: 'unit' | 'province'
  part: boolean
}

/**
 * Returns where an old area lies today, as far as one unit's own history tells; null when it does not, or when the area
 * still has its name.
 */
export function successorIn(area: OldArea, history: UnitHistory | null): Successor | null {
  if (!history) return null
  const full = `${area.kind} ${area.name}`
  const { predecessors, province } = history
  if (area.level === 'commune') {
    const old = predecessors.find(({ id }) => id === area.id)
    return old ? { in: 'unit', part: old.part } : null
  }
  if (area.level === 'district') {
    const here = predecessors.some((old) => old.district === full && old.province === area.province)
    return here ? { in: 'unit', part: true } : null
  }
  const was = predecessors.some((old) => old.province === full)
  return was && full !== province ? { in: 'province', part: false } : null
}

/**
 * Returns the first ISO day for which the names of a unit's old land are known: that of published figures, which carry
 * the names of their day, or the day on which old names ended, because no record tells since when they held.
 * Null: no day is known.
 */
export function firstNamedDay(
  history: UnitHistory,
  published: readonly { area: OldArea; asOf: string }[]
): string | null {
  const ends = history.predecessors.flatMap(({ until }) => until ?? [])
  const carried = published.filter(({ area }) => successorIn(area, history)).map(({ asOf }) => asOf)
  return [...ends, ...carried].sort()[0] ?? null
}
