import type { ServerScope } from 'nano'
import { accountId } from '../sessions/accounts.ts'
import { nullIfMissing } from './apply.ts'
import type { DesiredAccount } from './desired-state.ts'

interface UserDocument {
  _id: string
  _rev?: string
  name: string
  /** CouchDB's own, always empty: a password opens nothing at CouchDB itself. */
  roles: []
  /** `<unit>:<role>` */
  held: string[]
  type: 'user'
  password?: string
  /** Unix ms. */
  resetAt?: number
}

/**
 * Returns the `_users` document to write for an account, or null when nothing differs. Keeps roles in units that the lists
 * do not name; sets a password only at creation.
 */
function userToWrite(wanted: DesiredAccount, existing: UserDocument | null): UserDocument | null {
  const { account, password } = wanted
  const held = heldWith(wanted, existing?.held ?? [])
  if (!existing) return { _id: accountId(account), name: account, type: 'user', roles: [], held, password }
  return JSON.stringify([...existing.held].sort()) === JSON.stringify(held) ? null : { ...existing, held }
}

/** Returns the roles that an account comes to hold, `<unit>:<role>`. @param before those that it holds */
export function heldWith({ rolesByUnit }: DesiredAccount, before: readonly string[]): string[] {
  const here = [...rolesByUnit].flatMap(([unit, roles]) => roles.map((role) => `${unit}:${role}`))
  const elsewhere = before.filter((role) => !rolesByUnit.has(role.slice(0, role.lastIndexOf(':'))))
  return [...elsewhere, ...here].sort()
}

/** Writes the accounts that differ. @returns their names */
export async function writeUsers(
  server: ServerScope,
  accounts: readonly DesiredAccount[]
): Promise<string[]> {
  const users = server.use<UserDocument>('_users')
  const written: string[] = []
  for (const wanted of accounts) {
    const wrote = await onNewest(async () => {
      const existing = await nullIfMissing(users.get(accountId(wanted.account)))
      const document = userToWrite(wanted, existing)
      if (document) await users.insert(document)
      return document !== null
    })
    if (wrote) written.push(wanted.account)
  }
  return written
}

/**
 * Sets a password: each device of the account proves the new one once before its session is renewed.
 * @param at Unix ms
 * @returns false when there is no such account
 */
export async function setPassword(
  server: ServerScope,
  account: string,
  password: string,
  at: number
): Promise<boolean> {
  const users = server.use<UserDocument>('_users')
  return onNewest(async () => {
    const existing = await nullIfMissing(users.get(accountId(account)))
    if (!existing) return false
    // Drop the fields of another server's hash, which the embedded CouchDB would keep beside its own.
    const { _id, _rev, name, held, type } = existing
    await users.insert({ _id, _rev, name, roles: [], held, type, password, resetAt: at })
    return true
  })
}

/** Retries after a conflict: CouchDB may rewrite an account at sign-in to upgrade its hash. */
async function onNewest<T>(decide: () => Promise<T>, tries = 5): Promise<T> {
  try {
    return await decide()
  } catch (problem) {
    if (tries === 1 || (problem as { statusCode?: number }).statusCode !== 409) throw problem
    return onNewest(decide, tries - 1)
  }
}

/** Returns those of the accounts that do not exist. */
export async function missingAccounts(server: ServerScope, accounts: readonly string[]): Promise<string[]> {
  const { rows } = await server.use('_users').fetchRevs({ keys: accounts.map(accountId) })
  return accounts.filter((_, i) => !('value' in rows[i]!) || 'deleted' in rows[i].value)
}
