import type { ServerScope } from 'nano'
import { deviceOf, type Directory } from '#lib/domain/directory/directory.ts'
import { homeUnit } from '#lib/domain/roles.ts'
import { directoryOf } from '../directory/unit-directory.ts'
import type { Anchors } from '../directory/roots.ts'
import { nullIfMissing } from '../provision/apply.ts'
import { allRolesOf, readAccount } from './accounts.ts'
import type { DeviceSession } from './device-session.ts'
import { sessionsDatabase, type SessionStore } from './session-store.ts'

const dayMs = 24 * 3600_000
/** Time after which a device that was never approved must prove its password anew, ms. */
const unapprovedMs = 30 * dayMs
/** Sessions of such devices that one account may have. */
const maxUnapproved = 32

/**
 * Removes the sessions of devices that were never approved and have not opened one for 30 days: whoever has a password
 * can make as many devices as he likes. @param now Unix ms @returns the number removed
 */
export async function sweepSessions(
  server: ServerScope,
  store: SessionStore,
  roots: Anchors,
  now: number
): Promise<number> {
  const old = (await store.all()).filter(({ seenAt }) => now - seenAt > unapprovedMs)
  const isApproved = approvals(server, roots)
  let removed = 0
  for (const session of old) if (!(await isApproved(session)) && (await store.remove(session))) removed++
  // Each opening leaves a revision behind, and the embedded server compacts nothing by itself.
  await server.db.compact(sessionsDatabase)
  return removed
}

/**
 * Removes an account's sessions of devices that were never approved, except the latest 32.
 * @param isApproved tells it of a device's id
 */
export async function boundUnapproved(
  store: SessionStore,
  account: string,
  isApproved: (device: string) => boolean
): Promise<void> {
  const unapproved = (await store.all(account)).filter(({ device }) => !isApproved(device))
  unapproved.sort((a, b) => b.seenAt - a.seenAt)
  for (const session of unapproved.slice(maxUnapproved)) await store.remove(session)
}

/** Returns a function that tells whether a session's device was ever approved; it reads each directory once. */
function approvals(server: ServerScope, roots: Anchors): (session: DeviceSession) => Promise<boolean> {
  const read = new Map<string, Promise<Directory | null>>()
  const readOnce = (unit: string) => {
    const known = read.get(unit) ?? nullIfMissing(directoryOf(server, unit, roots))
    read.set(unit, known)
    return known
  }
  return async ({ account, device }) => {
    const owner = await readAccount(server, account)
    const home = owner && homeUnit(allRolesOf(owner))
    const known = home && (await readOnce(home))
    return Boolean(known && deviceOf(known, account, device)?.admitted)
  }
}
