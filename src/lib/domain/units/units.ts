/** The share of an old unit that went into a new one, in the words of the resolution. */
type Share = 'toàn bộ' | 'một phần' | 'phần còn lại' | 'giữ nguyên'

interface Dated {
  id: string
  name: string
  code: string
  /** First and last day of validity, ISO dates, both inclusive; null: open, or not looked up. */
  validFrom: string | null
  validTo: string | null
}

export interface Province extends Dated {
  predecessors: string[]
}

export interface District extends Omit<Dated, 'validFrom'> {
  type: string
  province: string
}

export interface Unit extends Dated {
  type: string
  province: string
  /** Null since districts ended on 30/06/2025. */
  district: string | null
  predecessors: string[]
  shares?: Record<string, Share>
  aliases?: string[]
}

export interface Gazetteer {
  provinces: Province[]
  districts: District[]
  units: Unit[]
}

/** Tells whether this unit, district or province existed on that ISO day. */
export function validOn(
  { validFrom, validTo }: { validFrom?: string | null; validTo: string | null },
  day: string
) {
  return (!validFrom || validFrom <= day) && (!validTo || day <= validTo)
}

/** Returns the units that existed on an ISO day and whose dated parents, district or province, include `parent`. */
export function unitsUnder({ units }: Gazetteer, parent: string, day: string): Unit[] {
  return units.filter((unit) => validOn(unit, day) && (unit.district === parent || unit.province === parent))
}

/** Returns the district (where there was one) and province of a unit, under the names of its own time. */
export function parentsOf(
  { provinces, districts }: Gazetteer,
  unit: Unit
): { district?: District; province: Province } {
  const province = provinces.find(({ id }) => id === unit.province)
  if (!province) throw new Error(`unit ${unit.id} has no province`)
  const district = districts.find(({ id, province }) => id === unit.district && province === unit.province)
  return district ? { district, province } : { province }
}

/** Returns the units in which the land of an old unit lies on an ISO day: one, or several where it was divided. */
export function successorsOf(gazetteer: Gazetteer, id: string, day: string): Unit[] {
  const own = gazetteer.units.find((unit) => unit.id === id)
  if (!own) return []
  if (validOn(own, day)) return [own]
  return gazetteer.units.filter((unit) => validOn(unit, day) && unit.predecessors.includes(id))
}

/** Returns "xã Phong Hiệp", "phường 1": on paper the kind is part of the name. */
export function fullName({ type, name }: { type: string; name: string }): string {
  return `${type} ${name}`
}
