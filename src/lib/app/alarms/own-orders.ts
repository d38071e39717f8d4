import type { GateInAlarm } from '#lib/domain/alarms/timeline.ts'
import type { Gate } from '#lib/domain/directory/directory.ts'
import { commander } from '#lib/domain/roles.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { StoredAlarm } from './alarm-store.svelte.ts'

/** A gate that a person is asked to close by hand. `isHeard`: a commander's phone has what was said of it. */
export interface OwnOrder {
  gate: Gate
  said: GateInAlarm['said']
  isHeard: boolean
}

/**
 * Returns the gates of an alarm that are closed by hand and whose key a person holds: as its keeper, its second one, or
 * the household with the key. Those of which nobody has said anything yet come first.
 */
export function ownOrders(
  { directory, identity }: Pick<Notebook, 'directory' | 'identity'>,
  { heard }: Pick<StoredAlarm, 'heard'>,
  gates: readonly GateInAlarm[]
): OwnOrder[] {
  const isCommander = (account: string) =>
    directory.accounts.get(account)?.roles.some((role) => commander.includes(role)) === true
  return gates
    .flatMap(({ gate: id, said }) => {
      const gate = directory.gates.get(id)
      if (gate?.kind !== 'hand' || !gate.keepers?.includes(identity.account)) return []
      return [{ gate, said, isHeard: !!said && (heard.has(said.fact.id) || isCommander(said.fact.by)) }]
    })
    .sort((a, b) => Number(a.said !== null) - Number(b.said !== null))
}
