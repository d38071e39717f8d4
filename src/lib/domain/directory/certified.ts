import { barredAt } from '../devices/barring.ts'
import type { Envelope } from '../fact.ts'
import { isKnownType, type Fact } from '../facts.ts'
import { rootAccount, serverAccount } from '../roles.ts'
import { certificateAt } from './certificates.ts'
import { mayWrite } from './chain.ts'
import type { Device, Directory } from './directory.ts'
import { rolesInForce } from './role-ends.ts'

const byId = new WeakMap<Directory, ReadonlyMap<string, readonly Device[]>>()

/** Returns the devices of a directory by their ids, without going through all of them for each record. */
export function devicesById(known: Directory): ReadonlyMap<string, readonly Device[]> {
  const there = byId.get(known)
  if (there) return there
  const found = new Map<string, Device[]>()
  for (const device of known.devices) {
    const claimed = found.get(device.id)
    if (claimed) claimed.push(device)
    else found.set(device.id, [device])
  }
  byId.set(known, found)
  return found
}

/**
 * Tells whether the device of a record was certified then, for that account and such a record, and neither was barred. An
 * enrolment needs no certificate, nor does the root; of a type that this build does not know, any role will do, and a server
 * has none.
 * @param root id of the unit's root key
 * @param ms of the record, Unix ms
 */
export function isCertified(fact: Envelope, known: Directory, root: string | null, ms: number): boolean {
  const { type, by, device } = fact
  if (type === 'directory.device-enrolled' || (by === rootAccount && device === root)) return true
  const own = devicesById(known)
    .get(device)
    ?.find(({ account }) => account === by)
  const certificate = certificateAt(own?.certificates ?? [], ms)
  if (!certificate || barredAt(known.barrings, by, device, ms)) return false
  const held = rolesInForce(known.roleEnds, by, certificate.roles, ms)
  if (!isKnownType(type)) return held.length > 0 || by === serverAccount
  return mayWrite(fact as Fact, held)
}
