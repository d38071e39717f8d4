import type { ServerScope } from 'nano'
import { endOfRole } from '#lib/domain/directory/role-ends.ts'
import type { Role } from '#lib/domain/roles.ts'
import { accountId, allRolesOf } from '../sessions/accounts.ts'
import type { ResetRecord } from '../sessions/session-store.ts'
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
  /** Likewise those whose last day is over. */
  past?: string[]
  type: 'user'
  password?: string
  /** Present while the password must be replaced at the first use: what ordered it. */
  oneTime?: string
  /** Unix ms. */
  resetAt?: number
  resetSeal?: string
  /** The orders of resets that were carried out, each once. */
  carriedOut?: readonly string[]
}

/**
 * Returns the `_users` document to write for an account, or null when nothing differs. Keeps roles in units that the lists
 * do not name; sets a password only at creation.
 */
function userToWrite(
  wanted: DesiredAccount,
  existing: UserDocument | null,
  now: number
): UserDocument | null {
  const { account, password, untilByUnit } = wanted
  const all = heldWith(wanted, existing ? allRolesOf(existing) : [])
  const isOver = (name: string) => {
    const [unit, role] = [name.slice(0, name.lastIndexOf(':')), name.slice(name.lastIndexOf(':') + 1)]
    if (!wanted.rolesByUnit.has(unit)) return existing?.past?.includes(name) ?? false
    return endOfRole(untilByUnit?.get(unit), role as Role) <= now
  }
  const [held, past] = [all.filter((name) => !isOver(name)), all.filter(isOver)]
  if (!existing)
    return {
      _id: accountId(account),
      name: account,
      type: 'user',
      roles: [],
      ...rolesOf(held, past),
      password,
      ...(wanted.isOneTime && { oneTime: 'provision' })
    }
  if (rolesText(existing.held, existing.past) === rolesText(held, past)) return null
  const { past: _, ...rest } = existing
  return { ...rest, ...rolesOf(held, past) }
}

const rolesOf = (held: string[], past: string[]) => ({ held, ...(past.length > 0 && { past }) })
const rolesText = (held: readonly string[], past: readonly string[] = []) =>
  JSON.stringify([[...held].sort(), [...past].sort()])

/**
 * Takes roles away whose last day is over: the account keeps them as past ones, by which its phones may still bring what
 * they had recorded. @returns false when it holds none of them
 */
export async function takeAway(
  server: ServerScope,
  account: string,
  over: readonly string[]
): Promise<boolean> {
  const users = server.use<UserDocument>('_users')
  return onNewest(async () => {
    const existing = await nullIfMissing(users.get(accountId(account)))
    const gone = existing?.held.filter((name) => over.includes(name)) ?? []
    if (!existing || gone.length === 0) return false
    const held = existing.held.filter((name) => !over.includes(name))
    const past = [...new Set([...(existing.past ?? []), ...gone])].sort()
    await users.insert({ ...existing, held, past })
    return true
  })
}

/**
 * Returns all roles that an account comes to have, `<unit>:<role>`, those whose last day is over included.
 * @param before those that it has
 */
export function heldWith({ rolesByUnit }: DesiredAccount, before: readonly string[]): string[] {
  const here = [...rolesByUnit].flatMap(([unit, roles]) => roles.map((role) => `${unit}:${role}`))
  const elsewhere = before.filter((role) => !rolesByUnit.has(role.slice(0, role.lastIndexOf(':'))))
  return [...elsewhere, ...here].sort()
}

/** Writes the accounts that differ. @param now Unix ms @returns their names */
export async function writeUsers(
  server: ServerScope,
  accounts: readonly DesiredAccount[],
  now: number
): Promise<string[]> {
  const users = server.use<UserDocument>('_users')
  const written: string[] = []
  for (const wanted of accounts) {
    const wrote = await onNewest(async () => {
      const existing = await nullIfMissing(users.get(accountId(wanted.account)))
      const document = userToWrite(wanted, existing, now)
      if (document) await users.insert(document)
      return document !== null
    })
    if (wrote) written.push(wanted.account)
  }
  return written
}

/**
 * Sets a password: each device of the account proves the new one once before its session is renewed.
 * @returns false when there is no such account
 */
export async function setPassword(
  server: ServerScope,
  account: string,
  password: string,
  reset: ResetRecord
): Promise<boolean> {
  const users = server.use<UserDocument>('_users')
  return onNewest(async () => {
    const existing = await nullIfMissing(users.get(accountId(account)))
    if (!existing) return false
    // Drop the fields of another server's hash, which the embedded CouchDB would keep beside its own.
    const { _id, _rev, name, held, past = [], type, carriedOut } = existing
    // An order that was carried out stays so: its author may still post it again.
    const done = carriedOut && { carriedOut }
    const kept = { _id, _rev, name, roles: [] as [], ...rolesOf(held, past), type, ...done }
    await users.insert({ ...kept, password, ...reset })
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
