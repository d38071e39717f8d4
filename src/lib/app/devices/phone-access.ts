import type { SessionState } from '#lib/domain/access/session.ts'
import { isBarred } from '#lib/domain/devices/barring.ts'
import { deviceOf, isSuspended, rolesAt, type Directory } from '#lib/domain/directory/directory.ts'
import type { CourierReport } from '#lib/ports/courier.ts'

/**
 * Tells what a phone may do. Its directory may be older than the server's word, or missing: a phone that waits, or is
 * barred, reads none.
 * @param now Unix ms
 */
export function phoneAccess(
  directory: Directory,
  { account, device: id }: { account: string; device: string },
  { access: told, state }: Pick<CourierReport, 'access' | 'state'>,
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
