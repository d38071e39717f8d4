import type { ServerScope } from 'nano'
import { ignoreIfDone } from '../provision/apply.ts'
import type { ResetRecord, SessionStore } from '../sessions/session-store.ts'
import { accountsDatabase } from './scope.ts'

type User = Partial<ResetRecord> & { _id: string; _rev: string; name: string }

/**
 * Seals the resets of passwords that a backup brought from another server, so that each device proves the password here too.
 * @param now Unix ms
 */
export async function adoptResets(server: ServerScope, sessions: SessionStore, now: number): Promise<void> {
  const users = server.use<User>(accountsDatabase)
  const { rows } = await users.list({ include_docs: true })
  for (const { doc } of rows) {
    if (doc?.resetAt === undefined || sessions.isReset(doc.name, doc)) continue
    const sealed = { ...doc, ...sessions.reset(doc.name, Math.min(doc.resetAt, now)) }
    await users.insert(sealed).catch(ignoreIfDone)
  }
}
