import type { Roots } from '../directory/roots.ts'
import type { Routes } from '../router.ts'
import { nonces } from './nonces.ts'
import { passwordRoutes } from './password-route.ts'
import { resetRoutes, type ResetRouteDeps } from './reset-route.ts'
import { passwords } from './passwords.ts'
import { sessionListRoutes } from './session-list-route.ts'
import { sessionRoutes } from './session-route.ts'
import { sessionsOf, type Sessions, type SessionsDeps } from './sessions.ts'

/** Starts what knows sessions, with its paths. */
export async function startSessions(
  deps: SessionsDeps & ResetRouteDeps & { roots: Pick<Roots, 'rootOf'>; oldestApp(): string }
): Promise<{ sessions: Sessions; routes: Routes; stop: () => Promise<void> }> {
  const { couch, store, now } = deps
  await store.ready()
  const sessions = sessionsOf(deps)
  const secret = Buffer.from(store.trust.seal.of('nonces', []), 'base64url')
  const opening = { ...deps, passwords: passwords(couch, now), nonces: nonces(secret, now) }
  const routes = {
    ...sessionRoutes(opening, sessions),
    ...sessionListRoutes(deps, sessions),
    ...passwordRoutes(opening, sessions),
    ...resetRoutes(deps, sessions)
  }
  return { sessions, routes, stop: sessions.watch() }
}
