import type { Fact, FactOf } from '../facts.ts'
import { idTime } from '../uuid.ts'

const isRegistration = (fact: Fact): fact is FactOf<'directory.gate-registered'> =>
  fact.type === 'directory.gate-registered'

/** Returns since when registrations of a gate have named that machine, Unix ms. @param facts in order, of that gate */
export function namedSince(agent: string, facts: readonly Fact[]): number {
  const all = facts.filter(isRegistration)
  return idTime(all[all.findLastIndex(({ body }) => body.agent !== agent) + 1]!.id)
}

/**
 * Returns the ids of what a gate's log shows of the directory: registrations that named another machine than the one
 * before, and all that concerns its decision.
 * @param registered facts that register or retire the gate, in order @param decided those on its decision
 */
export function entriesShown(registered: readonly Fact[], decided: readonly Fact[]): ReadonlySet<string> {
  const all = registered.filter(isRegistration)
  const changes = all.filter(({ body }, i) => i > 0 && body.agent !== all[i - 1]!.body.agent)
  return new Set([...changes, ...decided].map(({ id }) => id))
}
