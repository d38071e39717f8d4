import type { RootsByUnit } from '#lib/domain/access/session.ts'
import type { Identity, NewDevice, SignInRefusal } from '#lib/ports/keys.ts'
import { newDevice } from '../keys/keys.ts'
import type { Http } from './http.ts'
import { ServerSession } from './server-session.ts'

/**
 * Signs in with a password and a key made for it; the session goes on when the key is kept.
 * @param wanted takes the place of a one-time password
 */
export async function signIn(
  http: Http,
  account: string,
  password: string,
  { origin, version, wanted }: { origin: string; version: string; wanted?: string | undefined }
): Promise<
  { identity: Identity; device: NewDevice; roots: RootsByUnit; session: ServerSession } | SignInRefusal
> {
  const device = await newDevice()
  const session = new ServerSession({ http, account, device: device.key, password, wanted, origin, version })
  const status = await session.open()
  if (status.kind === 'open') {
    const { state, roles, roots } = status
    return state === 'barred' ? { code: state } : { identity: { account, roles }, device, roots, session }
  }
  if (status.kind === 'unreachable') return { code: 'unreachable' }
  if (status.kind === 'trouble' && status.busy === 429 && status.afterMs > 0)
    return { code: 'throttled', seconds: Math.ceil(status.afterMs / 1000) }
  if (status.kind === 'trouble') return { code: status.portal ? 'portal' : 'trouble' }
  if (status.kind === 'one-time' || status.kind === 'weak-password') return { code: status.kind }
  if (status.kind === 'rejected' && session.isOutdated) return { code: 'outdated' }
  // A name that no account can have is refused as malformed.
  return { code: 'wrong-password' }
}
