import type { ServerScope } from 'nano'
import { nullIfMissing } from '../provision/apply.ts'
import { accountId, type Account } from './accounts.ts'
import type { ResetRecord } from './session-store.ts'

type User = Account & { _id: string; _rev?: string; name: string; type: 'user' }

/** The orders remembered as carried out; older ones are too old to be. */
const maxRemembered = 64

/**
 * Sets a password that must be replaced at its first use. Devices that have proved an earlier one go on by their keys.
 * @param order the record that orders it, carried out once
 * @param reset each device of the account proves the next password once; absent: as before
 * @returns false when there is no such account, or the order was carried out before
 */
export function setOneTimePassword(
  server: ServerScope,
  account: string,
  password: string,
  { order, reset }: { order: string; reset?: ResetRecord }
): Promise<boolean> {
  return change(server, account, (existing) => {
    const before = existing.carriedOut ?? []
    if (before.includes(order)) return null
    const carriedOut = [...before, order].slice(-maxRemembered)
    return { password, oneTime: order, carriedOut, ...reset }
  })
}

/**
 * Puts the owner's own password in the place of a one-time one.
 * @param order that of the one-time password that was proved
 * @returns false when that has been replaced meanwhile
 */
export const replaceOneTimePassword = (
  server: ServerScope,
  account: string,
  wanted: string,
  order: string
): Promise<boolean> =>
  change(server, account, ({ oneTime }) => (oneTime === order ? { password: wanted } : null))

/** Writes an account's password and what is to be known of it; starts again when CouchDB rewrites it at a sign-in. */
async function change(
  server: ServerScope,
  account: string,
  next: (existing: User) => Partial<User & { password: string }> | null,
  tries = 5
): Promise<boolean> {
  const users = server.use<User>('_users')
  const existing = await nullIfMissing(users.get(accountId(account)))
  const changed = existing && next(existing)
  if (!changed) return false
  // Drops the fields of another server's hash, which the embedded CouchDB would keep beside its own.
  const { _id, _rev, name, held, past, type, resetAt, resetSeal, carriedOut } = existing
  const kept = {
    _id,
    _rev,
    name,
    roles: [],
    held,
    type,
    ...(past && { past }),
    ...(resetAt !== undefined && { resetAt, resetSeal }),
    ...(carriedOut && { carriedOut })
  }
  try {
    await users.insert({ ...kept, ...changed } as User)
    return true
  } catch (problem) {
    if (tries === 1 || (problem as { statusCode?: number }).statusCode !== 409) throw problem
    return change(server, account, next, tries - 1)
  }
}
