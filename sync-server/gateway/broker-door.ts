import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Broker } from '../broker/passes.ts'
import type { Couch } from '../couch.ts'
import { dbHeaders, fail } from './answer.ts'
import { holderOf, isTls } from './session.ts'

/**
 * `POST /broker`, with the session's cookie: JSON `{url, username, password, clientId, expiresAt}` (ISO 8601) for a day,
 * `username` and `password` absent where the broker knows no accounts. 401 when signed out, 502 when nobody can say.
 */
export function brokerDoor(couch: Couch, broker: Broker) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    incoming.resume()
    if (incoming.method !== 'POST')
      return fail(outgoing, 405, 'method_not_allowed', 'POST', { allow: 'POST' })
    try {
      const holder = await holderOf(couch, incoming)
      if (!holder) return fail(outgoing, 401, 'unauthorized', 'sign in first')
      const pass = await broker.issue(holder)
      const scheme = isTls(incoming) ? 'wss' : 'ws'
      const url = `${scheme}://${incoming.headers.host ?? 'localhost'}/mqtt`
      const body = pass
        ? { url, ...pass, expiresAt: new Date(pass.expiresAt).toISOString() }
        : { url, clientId: `${holder.account}.${crypto.randomUUID()}` }
      outgoing.writeHead(200, { ...dbHeaders, 'content-type': 'application/json' })
      outgoing.end(JSON.stringify(body))
    } catch {
      fail(outgoing, 502, 'bad_gateway', 'the broker or CouchDB does not answer')
    }
  }
}
