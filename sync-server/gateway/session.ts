import type { IncomingMessage } from 'node:http'
import type { Holder } from '../broker/passes.ts'
import type { Couch } from '../couch.ts'

/** Returns CouchDB's session cookie from a client's cookies, or undefined. */
export function sessionCookie(cookies = ''): string | undefined {
  return /(?:^|;\s*)AuthSession=([A-Za-z0-9_%=-]{1,512})(?:;|$)/.exec(cookies)?.[1]
}

/** Asks CouchDB for the account of a request's session; null when signed out. @throws when CouchDB gives no answer */
export async function sessionHolder(couch: Couch, { headers }: IncomingMessage): Promise<Holder | null> {
  const session = sessionCookie(headers.cookie)
  if (!session) return null
  const response = await fetch(`${couch.url}/_session`, {
    headers: { accept: 'application/json', cookie: `AuthSession=${session}`, ...couch.headers },
    signal: AbortSignal.timeout(10_000)
  })
  // CouchDB answers 400 to a cookie that it cannot parse.
  if (response.status === 401 || response.status === 400) return null
  if (!response.ok) throw new Error(`_session answered ${response.status}`)
  const { userCtx } = (await response.json()) as { userCtx: { name: string | null; roles: string[] } }
  return userCtx.name === null || userCtx.name === couch.admin
    ? null
    : { account: userCtx.name, roles: userCtx.roles }
}
