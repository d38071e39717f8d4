import { randomBytes } from 'node:crypto'
import type { ServerScope } from 'nano'
import type { Roots } from '../directory/roots.ts'
import { nullIfMissing } from '../provision/apply.ts'
import type { Routes } from '../router.ts'
import { nonces } from './nonces.ts'
import { passwordRoutes } from './password-route.ts'
import { resetRoutes, type ResetRouteDeps } from './reset-route.ts'
import { passwords } from './passwords.ts'
import { sessionListRoutes } from './session-list-route.ts'
import { sessionRoutes } from './session-route.ts'
import { SessionStore, sessionsDatabase } from './session-store.ts'
import { sessionsOf, type Sessions, type SessionsDeps } from './sessions.ts'

/** Starts what knows sessions, with its paths. */
export async function startSessions(
  deps: Omit<SessionsDeps, 'store'> & ResetRouteDeps & { roots: Pick<Roots, 'rootOf'>; oldestApp(): string }
): Promise<{ sessions: Sessions; routes: Routes; stop: () => Promise<void> }> {
  const { couch, now } = deps
  const store = new SessionStore(couch.nano)
  await store.ready()
  const sessions = sessionsOf({ ...deps, store })
  const secret = await sharedSecret(couch.nano)
  const opening = { ...deps, store, passwords: passwords(couch, now), nonces: nonces(secret, now) }
  const routes = {
    ...sessionRoutes(opening, sessions),
    ...sessionListRoutes({ ...deps, store }, sessions),
    ...passwordRoutes(opening, sessions),
    ...resetRoutes(deps, sessions)
  }
  return { sessions, routes, stop: sessions.watch() }
}

/** Returns the secret of the nonces, which all gateways share; the first one makes it. */
async function sharedSecret(server: ServerScope): Promise<Buffer> {
  const documents = server.use<{ secret: string }>(sessionsDatabase)
  const _id = 'nonces'
  for (;;) {
    const kept = await nullIfMissing(documents.get(_id))
    if (kept) return Buffer.from(kept.secret, 'base64url')
    const secret = randomBytes(32).toString('base64url')
    await documents.insert({ _id, secret } as never).catch((problem: { statusCode?: number }) => {
      if (problem.statusCode !== 409) throw problem
    })
  }
}
