import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'

export type GateGroup = FactOf<'directory.gate-group-named'>['body']
export type GateContact = FactOf<'directory.gate-contact-set'>['body']
export type Neighbour = FactOf<'directory.neighbours-set'>['body']['neighbours'][number]

/** A unit's preparations for an alarm. */
export interface AlarmPlan {
  /** In the order in which they were first named; a group left without gates is dropped. */
  groups: readonly GateGroup[]
  /** The household that keeps each gate's key, by gate. */
  contacts: ReadonlyMap<string, GateContact>
  neighbours: readonly Neighbour[]
}

/**
 * Folds the part of the directory that only alarms need; the latest fact on a group, a gate or the neighbours replaces
 * the earlier ones whole.
 * @param facts that count, in their order: see `countingFacts`
 */
export function alarmPlan(facts: readonly Envelope[]): AlarmPlan {
  const groups = new Map<string, GateGroup>()
  const contacts = new Map<string, GateContact>()
  let neighbours: readonly Neighbour[] = []
  for (const fact of facts as readonly Fact[]) {
    if (fact.type === 'directory.gate-group-named') groups.set(fact.body.group, fact.body)
    if (fact.type === 'directory.gate-contact-set') contacts.set(fact.body.gate, fact.body)
    if (fact.type === 'directory.neighbours-set') neighbours = fact.body.neighbours
  }
  return { groups: [...groups.values()].filter(({ gates }) => gates.length > 0), contacts, neighbours }
}
