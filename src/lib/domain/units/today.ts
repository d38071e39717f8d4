import type { UnitHistory } from '../directory/directory.ts'

/** An area under the names of its day; its parents with their kinds, "huyện Phước Long". */
export interface OldArea {
  level: 'province' | 'district' | 'commune'
  id: string
  kind: string
  name: string
  province?: string | undefined
}

/** Where old land lies now: in the unit, wholly or in part, or (of an old province) in the unit's province. */
export interface Successor {
  in: 'unit' | 'province'
  part: boolean
}

/**
 * Where an old area lies today, as far as one unit's own history tells; null when it does not, or when the area still
 * has its name.
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
