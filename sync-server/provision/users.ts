import type { ServerScope } from 'nano'
import { found } from './apply.ts'
import type { WantedAccount } from './wanted.ts'

interface UserDocument {
  _id: string
  _rev?: string
  name: string
  roles: string[]
  type: 'user'
  password?: string
}

/**
 * The `_users` document that must be written for an account, or null when it stands as wanted.
 * Roles in units that the lists do not name stay; a password is set only at creation.
 */
export function userToWrite(wanted: WantedAccount, existing: UserDocument | null): UserDocument | null {
  const { account, password, rolesByUnit } = wanted
  const here = [...rolesByUnit].flatMap(([unit, roles]) => roles.map((role) => `${unit}:${role}`))
  const elsewhere = (existing?.roles ?? []).filter(
    (role) => !rolesByUnit.has(role.slice(0, role.lastIndexOf(':')))
  )
  const roles = [...elsewhere, ...here].sort()
  if (!existing) return { _id: userId(account), name: account, type: 'user', roles, password }
  return JSON.stringify([...existing.roles].sort()) === JSON.stringify(roles) ? null : { ...existing, roles }
}

/** Writes what differs; answers the accounts written. */
export async function writeUsers(server: ServerScope, accounts: readonly WantedAccount[]): Promise<string[]> {
  const users = server.use<UserDocument>('_users')
  const written: string[] = []
  for (const wanted of accounts) {
    const existing = await found(users.get(userId(wanted.account)))
    const document = userToWrite(wanted, existing)
    if (!document) continue
    await users.insert(document)
    written.push(wanted.account)
  }
  return written
}

const userId = (account: string) => `org.couchdb.user:${account}`
