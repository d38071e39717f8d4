import { alarmPlan, type GateContact } from '#lib/domain/alarms/alarm-plan.ts'
import type { Gate } from '#lib/domain/directory/directory.ts'
import { police as policeRoles } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import { keeperNames } from './gate-register.ts'

/** A number to call where a gate cannot be commanded. `name`: who keeps the gate's key. */
export type GateCall =
  { who: 'keeper'; phone: string; name: string } | { who: 'police' | 'committee'; phone: string }

/**
 * Returns whom to call where a gate cannot be commanded: who keeps its key, then others. The police call their own duty
 * number last.
 */
export function callsAt(
  notebook: Pick<Notebook, 'directory' | 'roles' | 'nameOf'>,
  gate: Gate,
  contact: Pick<GateContact, 'household' | 'phone'> | undefined
): GateCall[] {
  const { police, committee } = notebook.directory.contacts
  const others: GateCall[] = [
    ...(police ? [{ who: 'police' as const, phone: police }] : []),
    ...(committee ? [{ who: 'committee' as const, phone: committee }] : [])
  ]
  if (policeRoles.some((role) => notebook.roles.includes(role))) others.reverse()
  if (!contact?.phone) return others
  const { phone, household } = contact
  return [{ who: 'keeper', phone, name: household || keeperNames(notebook, gate) || phone }, ...others]
}

/** Lists the contacts who keep a gate's key, as the commander has recorded them. */
export class GateContacts {
  readonly #directory: Live<StoredFact[]>

  constructor({ book }: BookDeps) {
    this.#directory = new Live(book('directory'), [])
  }

  of(gate: string): GateContact | undefined {
    return alarmPlan(this.#directory.current).contacts.get(gate)
  }
}
