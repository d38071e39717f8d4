import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { noticeLanguages } from '#lib/domain/notice.ts'
import { unitsOf } from '#lib/domain/roles.ts'
import { deviceId, slug } from '#lib/domain/shapes.ts'
import type { Holder } from '../broker/passes.ts'
import type { Couch } from '../couch.ts'
import { dbHeaders, fail } from '../gateway/respond.ts'
import { sessionHolder } from '../gateway/session.ts'
import { smallBody } from '../gateway/small-body.ts'
import type { Notifier } from './notifier.ts'
import { isAtService } from './push-service.ts'

const endpoint = v.pipe(v.string(), v.maxLength(1024), v.url())
const bytes = (length: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]+$/),
    v.check((text) => Buffer.from(text, 'base64url').length === length)
  )

const Wish = v.strictObject({
  /** Who opened the notebook; a session may still be another's of the same phone. */
  account: slug,
  unit: slug,
  device: deviceId,
  language: v.picklist(noticeLanguages),
  endpoint,
  /** An uncompressed point of P-256, and 16 secret bytes. */
  p256dh: bytes(65),
  auth: bytes(16)
})
const Farewell = v.strictObject({ endpoint })

/**
 * `/push`: GET gives `{key}`, the server's public key, or 404 where nothing is pushed; POST keeps a phone's subscription
 * for the account of the session's cookie, DELETE `{endpoint}` forgets it. 400 for what cannot be meant, 401 when signed out or in as another,
 * 403 for a unit that is not the account's own, 502 when CouchDB does not answer.
 */
export function pushRoute(couch: Couch, push: Notifier | null, now: () => number) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    try {
      await answer(incoming, outgoing)
    } catch {
      fail(outgoing, 502, 'bad_gateway', 'CouchDB does not answer')
    }
  }

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method } = incoming
    const body = await smallBody(incoming)
    if (!push) return fail(outgoing, 404, 'not_found', 'nothing is pushed here')
    if (method === 'GET') return say(outgoing, { key: push.config.publicKey })
    if (method !== 'POST' && method !== 'DELETE')
      return fail(outgoing, 405, 'method_not_allowed', 'GET, POST, DELETE', { allow: 'GET, POST, DELETE' })
    const holder = await sessionHolder(couch, incoming)
    if (!holder) return fail(outgoing, 401, 'unauthorized', 'sign in first')
    if (method === 'POST') return keep(push, holder, body, outgoing)
    const farewell = v.safeParse(Farewell, body)
    if (!farewell.success) return fail(outgoing, 400, 'bad_request', 'an endpoint is expected')
    // Only its own phone knows an endpoint: whoever holds that phone now may silence it.
    await push.subscriptions.drop(farewell.output.endpoint)
    say(outgoing, { ok: true })
  }

  async function keep(
    { subscriptions, config, refresh }: Notifier,
    { account, roles }: Holder,
    body: unknown,
    outgoing: ServerResponse
  ): Promise<void> {
    const wish = v.safeParse(Wish, body)
    if (!wish.success || !isAtService(wish.output.endpoint, config.services))
      return fail(outgoing, 400, 'bad_request', 'a subscription at a known push service is expected')
    if (wish.output.account !== account)
      return fail(outgoing, 401, 'unauthorized', 'another account is signed in')
    if (!unitsOf(roles).includes(wish.output.unit))
      return fail(outgoing, 403, 'forbidden', 'not a unit of this account')
    await subscriptions.keep({ ...wish.output, at: now() })
    await refresh()
    say(outgoing, { ok: true })
  }
}

function say(outgoing: ServerResponse, body: object) {
  outgoing.writeHead(200, { ...dbHeaders, 'content-type': 'application/json' })
  outgoing.end(JSON.stringify(body))
}
