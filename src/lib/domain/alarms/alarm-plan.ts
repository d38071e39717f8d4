import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'

export type GateContact = FactOf<'directory.gate-contact-set'>['body']
export type Neighbour = FactOf<'directory.neighbours-set'>['body']['neighbours'][number]

/** A unit's preparations for an alarm, beside the groups of gates, which its directory holds. */
export interface AlarmPlan {
  /** The household that keeps each gate's key, by gate. */
  contacts: ReadonlyMap<string, GateContact>
  neighbours: readonly Neighbour[]
}

/**
 * Folds the part of the directory that only alarms need; the latest fact on a gate or the neighbours replaces
 * the earlier ones whole.
 * @param facts that count, in their order: see `countingFacts`
 */
export function alarmPlan(facts: readonly Envelope[]): AlarmPlan {
  const contacts = new Map<string, GateContact>()
  let neighbours: readonly Neighbour[] = []
  for (const fact of facts as readonly Fact[]) {
    if (fact.type === 'directory.gate-contact-set') contacts.set(fact.body.gate, fact.body)
    if (fact.type === 'directory.neighbours-set') neighbours = fact.body.neighbours
  }
  return { contacts, neighbours }
}
