import type { Directory, Gate, GateGroup } from '../directory/directory.ts'
import { gateKeepers, type Role } from '../roles.ts'

/** Tells what an account is at one gate. */
export interface RolesAtGate {
  /** The roles that count there. */
  roles: readonly Role[]
  /** Those that count when it is to close: an alarm closes the gates of a group together. */
  closing: readonly Role[]
}

type Known = Pick<Directory, 'accounts' | 'gates' | 'groups'>

/**
 * Returns the roles of an account that count at a gate. A keeper is one at the gates that name them, a member of a hamlet's
 * team at the gates of that hamlet and at those whose key they hold, which name them; both also close the gates that share a group with one of these. Every other role counts
 * at all gates of the unit.
 * @param held the account's roles that are in force
 */
export function rolesAtGate(known: Known, account: string, id: string, held: readonly Role[]): RolesAtGate {
  const isOwn = (role: Role, gate: string) => isTheirs(role, known, account, known.gates.get(gate))
  const together = [...known.groups.values()].filter(({ gates }) => gates.includes(id))
  const beside = together.flatMap(({ gates }) => gates)
  // Leaves out gates that are out of use: these are nobody's.
  const closes = (role: Role) =>
    isOwn(role, id) || (known.gates.has(id) && beside.some((gate) => isOwn(role, gate)))
  return { roles: held.filter((role) => isOwn(role, id)), closing: held.filter(closes) }
}

function isTheirs(role: Role, { accounts }: Known, account: string, gate: Gate | undefined): boolean {
  if (role !== 'keeper' && role !== 'hamlet') return true
  if (gate?.keepers?.includes(account)) return true
  if (role === 'keeper') return false
  const hamlet = accounts.get(account)?.hamlet
  return hamlet !== undefined && gate?.hamlet === hamlet
}

/** Returns the gates in use that are an account's own to close: those that name it or its hamlet; to police, all. */
export function ownGatesToClose(known: Known, account: string, held: readonly Role[]): Gate[] {
  const closing = held.filter((role) => gateKeepers.includes(role))
  return [...known.gates.values()].filter((gate) =>
    closing.some((role) => isTheirs(role, known, account, gate))
  )
}

/**
 * Returns the gates in use whose troubles concern an account: those of `ownGatesToClose`; to a keeper, every gate of a unit
 * where none names its keepers.
 */
export function gatesConcerning(known: Known, account: string, held: readonly Role[]): Gate[] {
  const own = ownGatesToClose(known, account, held)
  const all = [...known.gates.values()]
  return held.includes('keeper') && !all.some(({ keepers }) => keepers?.length) ? all : own
}

/**
 * Tells whether what a gate tells of itself concerns an account. One that the directory does not name yet concerns all who
 * close gates: they hear too much rather than too little.
 */
export function isConcerned(known: Known, id: string, account: string, held: readonly Role[]): boolean {
  if (!known.gates.has(id)) return held.some((role) => gateKeepers.includes(role))
  return gatesConcerning(known, account, held).some(({ gate }) => gate === id)
}

/** Returns the gates in use that an account may have closed, by the table of roles: its own, and those of their groups. */
export function gatesToClose(known: Known, account: string, held: readonly Role[]): Gate[] {
  const gates = [...known.gates.values()]
  // Goes through the groups once, not once a gate: a commander may name a thousand of them.
  const owned = new Set(ownGatesToClose(known, account, held).map(({ gate }) => gate))
  const groups = [...known.groups.values()].filter(({ gates }) => gates.some((gate) => owned.has(gate)))
  const beside = new Set(groups.flatMap(({ gates }) => gates))
  return gates.filter(({ gate }) => owned.has(gate) || beside.has(gate))
}

/** Returns the groups of which an account may have every gate closed. */
export function groupsToClose(known: Known, account: string, held: readonly Role[]): GateGroup[] {
  const own = new Set(gatesToClose(known, account, held).map(({ gate }) => gate))
  const isOpen = ({ gates }: GateGroup) => {
    const used = gates.filter((gate) => known.gates.has(gate))
    return used.length > 0 && used.every((gate) => own.has(gate))
  }
  return [...known.groups.values()].filter(isOpen)
}
