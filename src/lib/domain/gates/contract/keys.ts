import { isBarred } from '../../directory/barrings.ts'
import { deviceOf, isSuspended, type Directory } from '../../directory/directory.ts'
import type { PublicKey } from '../../directory/facts.ts'
import type { Role } from '../../roles.ts'

/** Who stands behind a key that signs commands. */
export interface KeyHolder {
  account: string
  key: PublicKey
  roles: readonly Role[]
  /** `waiting`: no commander has let this phone in; `revoked`: the phone, or the account itself, is barred. */
  standing: 'approved' | 'waiting' | 'revoked'
  /** An alarm key works while its phone is locked, and closes only. */
  use: 'phone' | 'alarm'
}

/**
 * The holder of a phone's key, or null when that account never introduced it. An account without roles is barred,
 * and so is one that a commander suspended. It counts what is known now, whatever time a command or a fact bears.
 */
export function holderOf(known: Directory, account: string, key: string): KeyHolder | null {
  const device = deviceOf(known, account, key)
  if (!device) return null
  const roles = known.accounts.get(account)?.roles ?? []
  const out = roles.length === 0 || isSuspended(known, account) || isBarred(device.barrings)
  const standing = out ? 'revoked' : device.approved ? 'approved' : 'waiting'
  return { account, key: device.key, roles, standing, use: 'phone' }
}

/** The public key that must have signed an agent's reply or state: approved, not shut out, and of an account in the role of agent. */
export function agentKeyOf(known: Directory, key: string): PublicKey | null {
  const isAgent = (account: string) => known.accounts.get(account)?.roles.includes('agent') ?? false
  const device = known.devices.find(({ id, account, approved }) => id === key && approved && isAgent(account))
  return device?.key ?? null
}
