import * as v from 'valibot'
import { SessionEnding } from '#lib/domain/access/session-ending.ts'
import type { ServerSession } from './server-session.ts'

/** Asks the server who ended this device's session by hand; null: nobody, or it does not say. */
export async function askSessionEnding(
  session: Pick<ServerSession, 'status'>
): Promise<SessionEnding | null> {
  const status = await session.status()
  const read = status.kind === 'password' ? v.safeParse(SessionEnding, status.ending) : null
  return read?.success ? read.output : null
}
