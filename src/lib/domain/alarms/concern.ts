import type { Alarm } from './alarm.ts'
import type { Directory, Gate } from '../directory/directory.ts'
import { listedRoles } from '../directory/role-ends.ts'
import type { Envelope } from '../fact.ts'
import { gatesToClose, ownGatesToClose } from '../gates/at-gate.ts'
import { police, type Role } from '../roles.ts'

/** Somebody who may be called: an account, and those of its roles that are in force. */
export interface Called {
  account: string
  roles: readonly Role[]
}

type Known = Pick<Directory, 'accounts' | 'gates' | 'groups'>

/** Tells whether an alarm of somebody in these roles may cover the whole unit. */
export const coversUnit = (roles: readonly Role[]): boolean => roles.some((role) => police.includes(role))

/**
 * Tells whether an alarm calls somebody. One that police raised calls everybody. Whatever gates anybody else's names, it
 * calls police, and those who may have closed one of its gates that its author may have closed too: a record made by hand
 * does not wake a commune. Today's directory decides.
 * @param start its start, known to be its author's
 */
export function callsFor(
  known: Known,
  start: Pick<Envelope, 'by'> & { gates: readonly string[] },
  { account, roles }: Called
): boolean {
  // Calls too often rather than too seldom: a phone that does not know the author yet has not read its directory.
  if (account === start.by || coversUnit(roles) || !known.accounts.has(start.by)) return true
  const raising = listedRoles(known, start.by, -Infinity)
  if (coversUnit(raising)) return true
  const named = new Set(start.gates)
  const theirs = new Set(gatesToClose(known, start.by, raising).map(({ gate }) => gate))
  return gatesToClose(known, account, roles).some(({ gate }) => named.has(gate) && theirs.has(gate))
}

/**
 * Returns what tells whether somebody may have had a gate closed in an alarm, by today's directory: police may all, and
 * so may anybody whom it does not list yet. It reads the directory once for each person.
 */
export function closersOf(known: Known): (account: string, gate: string) => boolean {
  const gatesOf = new Map<string, ReadonlySet<string>>()
  return (account, gate) => {
    const roles = listedRoles(known, account, -Infinity)
    if (!known.accounts.has(account) || coversUnit(roles)) return true
    const gates = gatesOf.get(account) ?? new Set(gatesToClose(known, account, roles).map((one) => one.gate))
    gatesOf.set(account, gates)
    return gates.has(gate)
  }
}

/**
 * Returns those of these gates that somebody is to close by hand: they keep them, or their hamlet's team does. Whoever else
 * hears the alarm is given no such order.
 */
export function gatesByHand(known: Known, gates: readonly string[], { account, roles }: Called): Gate[] {
  const ordered = roles.filter((role) => !police.includes(role))
  const own = ownGatesToClose(known, account, [...ordered, 'keeper'])
  return own.filter(({ gate, kind }) => kind === 'hand' && gates.includes(gate))
}

/**
 * Tells whether somebody is called by an alarm: by one of its starts, whichever phone made it. A quiet one calls police and
 * its author.
 */
export function isCalled(
  known: Known,
  { story, quiet }: Pick<Alarm, 'story' | 'quiet'>,
  called: Called
): boolean {
  return story.some((entry) => {
    if (entry.kind !== 'start') return false
    const { account: by, start, fact } = entry
    if (quiet.has(fact.id)) return called.account === by || coversUnit(called.roles)
    return callsFor(known, { by, gates: start.gates }, called)
  })
}
