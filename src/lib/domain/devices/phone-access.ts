import type { SessionState } from '../access/session.ts'
import { deviceOf, isSuspended, rolesAt, type Directory } from '../directory/directory.ts'
import { isBarred } from './barring.ts'

/**
 * Tells what a phone may do. Its directory may be older than the server's word, or missing: a phone that waits, or is
 * barred, reads none.
 * @param report of the courier: what the server said last, and what goes on
 * @param now Unix ms
 */
export function phoneAccess(
  directory: Directory,
  { account, device: id }: { account: string; device: string },
  { access: told, state }: { access: SessionState | null; state: string },
  now: number
): SessionState {
  const device = deviceOf(directory, account, id)
  const out = isSuspended(directory, account) || isBarred(device?.barrings)
  if (told === 'barred' || out) return 'barred'
  // The exchange that brings the approval says so only once it is over.
  const isCertified = () => rolesAt(directory, account, id, now).length > 0
  if (told === 'waiting' && state === 'exchanging' && isCertified()) return 'approved'
  return told ?? (device?.admitted === false ? 'waiting' : 'approved')
}
