import type { ServerScope } from 'nano'
import { nullIfMissing } from './apply.ts'
import type { DesiredAccount } from './desired-state.ts'

interface UserDocument {
  _id: string
  _rev?: string
  name: string
  roles: string[]
  type: 'user'
  password?: string
}

/**
 * Returns the `_users` document to write for an account, or null when nothing differs. Keeps roles in units that the lists
 * do not name; sets a password only at creation.
 */
function userToWrite(wanted: DesiredAccount, existing: UserDocument | null): UserDocument | null {
  const { account, password, rolesByUnit } = wanted
  const here = [...rolesByUnit].flatMap(([unit, roles]) => roles.map((role) => `${unit}:${role}`))
  const elsewhere = (existing?.roles ?? []).filter(
    (role) => !rolesByUnit.has(role.slice(0, role.lastIndexOf(':')))
  )
  const roles = [...elsewhere, ...here].sort()
  if (!existing) return { _id: userId(account), name: account, type: 'user', roles, password }
  return JSON.stringify([...existing.roles].sort()) === JSON.stringify(roles) ? null : { ...existing, roles }
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
      const existing = await nullIfMissing(users.get(userId(wanted.account)))
      const document = userToWrite(wanted, existing)
      if (document) await users.insert(document)
      return document !== null
    })
    if (wrote) written.push(wanted.account)
  }
  return written
}

/**
 * Sets a password and thereby ends the account's sessions, which are signed with the old password's salt.
 * @returns false when there is no such account
 */
export async function setPassword(server: ServerScope, account: string, password: string): Promise<boolean> {
  const users = server.use<UserDocument>('_users')
  return onNewest(async () => {
    const existing = await nullIfMissing(users.get(userId(account)))
    if (!existing) return false
    // Drop the fields of another server's hash, which the embedded CouchDB would keep beside its own.
    const { _id, _rev, name, roles, type } = existing
    await users.insert({ _id, _rev, name, roles, type, password })
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
  const { rows } = await server.use('_users').fetchRevs({ keys: accounts.map(userId) })
  return accounts.filter((_, i) => !('value' in rows[i]!) || 'deleted' in rows[i].value)
}

const userId = (account: string) => `org.couchdb.user:${account}`
