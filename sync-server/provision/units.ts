import gazetteer from '#lib/domain/units/ca-mau.json' with { type: 'json' }
import { historyOf } from '#lib/domain/units/history.ts'
import { validOn, type Gazetteer } from '#lib/domain/units/units.ts'
import type { DesiredState, DesiredUnit } from './desired-state.ts'

const known = gazetteer as unknown as Gazetteer

/** Returns the unit that exists under an id on an ISO day, with the former names of its territory, or null. */
export function unitOf(id: string, day: string): DesiredUnit | null {
  const unit = known.units.find((unit) => unit.id === id && validOn(unit, day))
  return unit ? { id, name: unit.name, kind: unit.type, history: historyOf(known, unit) } : null
}

/**
 * Combines lists with the units that they and `ids` name.
 * @throws when a unit does not exist on that day; the lists were checked against the same units
 */
export function desiredStateOf(
  lists: Omit<DesiredState, 'units'>,
  ids: readonly string[],
  day: string
): DesiredState {
  const { accounts, gates, contacts = [] } = lists
  const named = [
    ...accounts.flatMap(({ rolesByUnit }) => [...rolesByUnit.keys()]),
    ...[...gates, ...contacts].map(({ unit }) => unit)
  ]
  const units = [...new Set([...named, ...ids])].map((id) => {
    const unit = unitOf(id, day)
    if (!unit) throw new Error(`no unit ${id} on ${day}`)
    return unit
  })
  return { units, ...lists }
}
