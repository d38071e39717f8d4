import { keyHolderOf } from '../gates/contract/keys.ts'
import { agentKeys, type AgentKeys } from '../gates/contract/gate-machine.ts'
import type { Role } from '../roles.ts'
import { gatesToClose, groupsToClose, ownGatesToClose } from '../gates/at-gate.ts'
import type { Directory, Gate, GateGroup } from '../directory/directory.ts'

/**
 * The whole knowledge of a locked phone: enough to close the gates that its account may close, and to tell how they stand.
 * It is stored unencrypted, so it holds no person's name and no phone number.
 */
export interface AlarmCard {
  unit: { id: string; kind: string; name: string }
  roles: readonly Role[]
  /** `undecided`: no decision on it is in force, so that an alarm does not order it closed. */
  gates: readonly (Pick<Gate, 'gate' | 'name' | 'kind'> & { undecided?: true })[]
  /** The ids of those that are the account's own. */
  own: readonly string[]
  groups: readonly GateGroup[]
  agents: AgentKeys
}

/**
 * Returns the card of an account's alarm key; null while that key is not in force, so that nothing of it stays on the
 * phone.
 * @param held the account's roles as the server named them last: it has said whether they have ended
 */
export function alarmCard(
  known: Directory,
  unit: string,
  { account, key }: { account: string; key: string },
  held: readonly Role[]
): AlarmCard | null {
  const holder = keyHolderOf(known, account, key)
  if (holder?.use !== 'alarm' || holder.standing !== 'approved') return null
  const roles = holder.roles.filter((role) => held.includes(role))
  if (roles.length === 0) return null
  return {
    unit: { id: unit, kind: known.unit?.kind ?? '', name: known.unit?.name ?? unit },
    roles,
    gates: gatesToClose(known, account, roles).map(({ gate, name, kind }) => ({
      gate,
      name,
      kind,
      ...(!known.decisions.has(gate) && { undecided: true as const })
    })),
    own: ownGatesToClose(known, account, roles).map(({ gate }) => gate),
    groups: groupsToClose(known, account, roles),
    agents: agentKeys(known)
  }
}
