import type { Gate, GateGroup } from '#lib/domain/directory/directory.ts'
import { gatesToClose, groupsToClose, ownGatesToClose } from '#lib/domain/gates/at-gate.ts'
import { byDecision } from '#lib/domain/gates/decision.ts'
import { coversUnit } from '#lib/domain/alarms/concern.ts'
import { nameOfScope } from '#lib/domain/alarms/alarm-name.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

export { byDecision, coversUnit, nameOfScope }

/** The gates for which an account may raise the alarm. */
export interface AlarmScope {
  gates: readonly Gate[]
  /** Those that are its own, which it raises the alarm for unless it chooses a group. */
  own: readonly Gate[]
  groups: readonly GateGroup[]
  /** Whether that is the whole unit, as for the police alone. */
  isWhole: boolean
}

/** Returns what an account may raise the alarm for: police for the unit, everybody else for their own gates and groups. */
export function alarmScope({
  directory,
  identity: { account },
  roles
}: Pick<Notebook, 'directory' | 'identity' | 'roles'>): AlarmScope {
  return {
    gates: gatesToClose(directory, account, roles),
    own: ownGatesToClose(directory, account, roles),
    groups: groupsToClose(directory, account, roles),
    isWhole: coversUnit(roles)
  }
}
