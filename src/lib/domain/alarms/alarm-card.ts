import { keyHolderOf, agentKeys, type AgentKeys } from '../gates/contract/keys.ts'
import type { Role } from '../roles.ts'
import type { AlarmPlan, GateGroup } from './alarm-plan.ts'
import type { Directory, Gate } from '../directory/directory.ts'

/**
 * All that a locked phone knows: what it takes to close the unit's gates and to tell how they stand. It lies open on the
 * phone, so no name of a person and no number is in it.
 */
export interface AlarmCard {
  unit: { id: string; kind: string; name: string }
  roles: readonly Role[]
  gates: readonly Pick<Gate, 'gate' | 'name' | 'kind'>[]
  groups: readonly GateGroup[]
  agents: AgentKeys
}

/** The card of an account's alarm key; null while that key does not count, so that nothing of it stays on the phone. */
export function alarmCard(
  known: Directory,
  { groups }: Pick<AlarmPlan, 'groups'>,
  unit: string,
  { account, key }: { account: string; key: string }
): AlarmCard | null {
  const holder = keyHolderOf(known, account, key)
  if (holder?.use !== 'alarm' || holder.standing !== 'approved') return null
  return {
    unit: { id: unit, kind: known.unit?.kind ?? '', name: known.unit?.name ?? unit },
    roles: holder.roles,
    gates: [...known.gates.values()].map(({ gate, name, kind }) => ({ gate, name, kind })),
    groups,
    agents: agentKeys(known)
  }
}
