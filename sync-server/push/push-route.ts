import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { noticeLanguages } from '#lib/domain/notice.ts'
import { unitsOf } from '#lib/domain/roles.ts'
import { deviceId, slug } from '#lib/domain/shapes.ts'
import type { Couch } from '../couch.ts'
import { fail, sendJson } from '../gateway/respond.ts'
import { sessionHolder } from '../gateway/session.ts'
import { smallJson } from '../gateway/small-body.ts'
import type { Handler } from '../router.ts'
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
  /** The account whose notebook is open; the session may still be another's on the same phone. */
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
 * `/push`: GET answers `{key}`, the server's public key, or 404 when push is off; POST stores a phone's subscription for the
 * account of the session's cookie; DELETE `{endpoint}` removes it. 400 for a malformed body, 401 when signed out or in as
 * another account, 403 for a unit that is not the account's own, 502 when CouchDB does not answer.
 */
export function pushRoutes(
  couch: Couch,
  notifier: Notifier | null,
  now: () => number
): { GET: Handler; POST: Handler; DELETE: Handler } {
  const handle =
    (answer: (notifier: Notifier, incoming: IncomingMessage, outgoing: ServerResponse) => unknown): Handler =>
    async (incoming, outgoing) => {
      if (notifier) return answer(notifier, incoming, outgoing)
      incoming.resume()
      fail(outgoing, 404, 'not_found', 'nothing is pushed here')
    }
  return {
    GET: handle(({ config }, incoming, outgoing) => {
      incoming.resume()
      sendJson(outgoing, { key: config.publicKey })
    }),
    POST: handle(subscribe),
    DELETE: handle(unsubscribe)
  }

  async function unsubscribe(
    { subscriptions }: Notifier,
    incoming: IncomingMessage,
    outgoing: ServerResponse
  ): Promise<void> {
    const body = await smallJson(incoming)
    if (!(await sessionHolder(couch, incoming))) return fail(outgoing, 401, 'unauthorized', 'sign in first')
    const farewell = v.safeParse(Farewell, body)
    if (!farewell.success) return fail(outgoing, 400, 'bad_request', 'an endpoint is expected')
    // Only the phone itself knows its endpoint, so whoever holds the phone now may unsubscribe it.
    await subscriptions.drop(farewell.output.endpoint)
    sendJson(outgoing, { ok: true })
  }

  async function subscribe(
    { subscriptions, config, refresh }: Notifier,
    incoming: IncomingMessage,
    outgoing: ServerResponse
  ): Promise<void> {
    const body = await smallJson(incoming)
    const holder = await sessionHolder(couch, incoming)
    if (!holder) return fail(outgoing, 401, 'unauthorized', 'sign in first')
    const { account, roles } = holder
    const wish = v.safeParse(Wish, body)
    if (!wish.success || !isAtService(wish.output.endpoint, config.services))
      return fail(outgoing, 400, 'bad_request', 'a subscription at a known push service is expected')
    if (wish.output.account !== account)
      return fail(outgoing, 401, 'unauthorized', 'another account is signed in')
    if (!unitsOf(roles).includes(wish.output.unit))
      return fail(outgoing, 403, 'forbidden', 'not a unit of this account')
    await subscriptions.keep({ ...wish.output, at: now() })
    await refresh()
    sendJson(outgoing, { ok: true })
  }
}
