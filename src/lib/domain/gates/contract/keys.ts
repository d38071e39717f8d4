import { isBarred } from '../../devices/barring.ts'
import { deviceOf, isSuspended, type Device, type Directory } from '../../directory/directory.ts'
import { listedRoles } from '../../directory/role-ends.ts'
import { rolesAtGate, type RolesAtGate } from '../at-gate.ts'
import type { PublicKey } from '../../directory/facts.ts'
import type { Role } from '../../roles.ts'

/** The account behind a key that signs commands. */
export interface KeyHolder {
  account: string
  key: PublicKey
  roles: readonly Role[]
  /** `waiting`: no commander has admitted this phone; `revoked`: the phone, or the account itself, is barred. */
  standing: 'approved' | 'waiting' | 'revoked'
  /** An alarm key works while its phone is locked, and only closes. */
  use: 'phone' | 'alarm'
}

/**
 * Returns the holder of a phone's key or of its alarm key, or null when that account never introduced it. An account
 * without roles, or whose last days are over, is barred, and so is one that a commander suspended, and a phone whose
 * certificate has ended or gives none. Today's knowledge decides, whatever time a command or a fact bears.
 * @param now Unix ms; without it neither certificate nor role counts as ended
 */
export function keyHolderOf(
  known: Directory,
  account: string,
  key: string,
  now = -Infinity
): KeyHolder | null {
  const phone = deviceOf(known, account, key)
  if (phone) return { account, key: phone.key, use: 'phone', ...standingOf(known, phone, now) }
  const locked = known.devices.find((device) => device.account === account && device.alarmKey?.id === key)
  if (!locked?.alarmKey) return null
  const { roles, standing } = standingOf(known, locked, now)
  return {
    account,
    key: locked.alarmKey.key,
    use: 'alarm',
    roles,
    standing: known.alarmKeysAllowed ? standing : 'revoked'
  }
}

/** The holder as one gate sees it: with the roles that count there alone. */
export type GateHolder = KeyHolder & RolesAtGate

/** Returns the holder of a key as a gate sees it, see `keyHolderOf`. @param now Unix ms */
export function holderAtGate(
  known: Directory,
  { account, key, gate }: { account: string; key: string; gate: string },
  now?: number
): GateHolder | null {
  const holder = keyHolderOf(known, account, key, now)
  return holder && { ...holder, ...rolesAtGate(known, account, gate, holder.roles) }
}

function standingOf(known: Directory, device: Device, now: number): Pick<KeyHolder, 'roles' | 'standing'> {
  const roles = listedRoles(known, device.account, now)
  // Looks at the end alone: a machine whose clock lost its time must still open.
  const last = device.certificates.at(-1)
  const hasEnded = last !== undefined && ((last.until ?? Infinity) <= now || last.roles.length === 0)
  const barred = isSuspended(known, device.account) || isBarred(device.barrings)
  const out = roles.length === 0 || barred || hasEnded
  return { roles, standing: out ? 'revoked' : device.approved ? 'approved' : 'waiting' }
}
