import type { UnitHistory } from '../directory/directory.ts'
import { fullName, parentsOf, type Gazetteer, type Unit } from './units.ts'

/** Selects the former names of the unit's land from the whole gazetteer, for the unit's own directory. */
export function historyOf(gazetteer: Gazetteer, unit: Unit): UnitHistory {
  const predecessors = unit.predecessors.map((id) => {
    const old = gazetteer.units.find((unit) => unit.id === id)
    if (!old) throw new Error(`unit ${unit.id} comes from ${id}, which is not listed`)
    const { district, province } = parentsOf(gazetteer, old)
    const share = unit.shares?.[id]
    return {
      id,
      kind: old.type,
      name: old.name,
      ...(district && { district: fullName(district) }),
      province: ofProvince(province),
      ...(old.validTo && { until: old.validTo }),
      part: share === 'một phần' || share === 'phần còn lại'
    }
  })
  const { province } = parentsOf(gazetteer, unit)
  return {
    province: ofProvince(province),
    ...(unit.validFrom && { since: unit.validFrom }),
    predecessors
  }
}

/** The gazetteer gives no kinds of provinces: all of those in it are "tỉnh". */
const ofProvince = ({ name }: { name: string }) => `tỉnh ${name}`
