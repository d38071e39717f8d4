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
  | { who: 'keeper'; phone: string; name: string }
  /** `duty`: the police's own desk, on a phone of theirs. */
  | { who: 'police' | 'duty' | 'committee'; phone: string }

/**
 * Returns whom to call where a gate cannot be commanded: who keeps its key, then others, but nobody themselves. The police
 * call their own duty desk last.
 */
export function callsAt(
  notebook: Pick<Notebook, 'directory' | 'roles' | 'nameOf' | 'identity'>,
  gate: Gate,
  contact: Pick<GateContact, 'household' | 'phone'> | undefined
): GateCall[] {
  const others = officeCalls(notebook)
  if (!contact?.phone || isOwnContact(notebook, gate, contact)) return others
  const { phone, household } = contact
  return [{ who: 'keeper', phone, name: household || keeperNames(notebook, gate) || phone }, ...others]
}

/** Returns the duty numbers of the unit that this account may want to call, under the name by which it calls them. */
export function officeCalls({
  directory,
  roles
}: Pick<Notebook, 'directory' | 'roles'>): { who: 'police' | 'duty' | 'committee'; phone: string }[] {
  const { police, committee } = directory.contacts
  const isPolice = policeRoles.some((role) => roles.includes(role))
  const own = police ? [{ who: isPolice ? ('duty' as const) : ('police' as const), phone: police }] : []
  const hasCommittee = committee && !roles.includes('ubnd')
  const office = hasCommittee ? [{ who: 'committee' as const, phone: committee }] : []
  return isPolice ? [...office, ...own] : [...own, ...office]
}

/** Tells whether a gate's contact is the person who reads it, by name; without a name, the gate's only keeper. */
export function isOwnContact(
  { directory, identity: { account } }: Pick<Notebook, 'directory' | 'identity'>,
  { keepers = [] }: Gate,
  { household }: Pick<GateContact, 'household'>
): boolean {
  if (!household) return keepers.length === 1 && keepers[0] === account
  const listed = directory.accounts.get(account)
  return household === listed?.name || household === listed?.knownAs
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
