import type { ServerResponse } from 'node:http'
import * as v from 'valibot'
import { noticeLanguages } from '#lib/domain/notice.ts'
import { unitsOf } from '#lib/domain/roles.ts'
import { slug } from '#lib/domain/shapes.ts'
import { fail, failUnread, sendJson } from '../gateway/respond.ts'
import { parsed } from '../gateway/small-body.ts'
import type { Handler } from '../router.ts'
import type { Holder } from '../sessions/holder.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { withApproved, withHolder } from '../sessions/with-holder.ts'
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
  unit: slug,
  language: v.picklist(noticeLanguages),
  endpoint,
  /** An uncompressed point of P-256, and 16 secret bytes. */
  p256dh: bytes(65),
  auth: bytes(16)
})
const Farewell = v.strictObject({ endpoint })

/**
 * `/push`: GET answers `{key}`, the server's public key, or 404 when push is off; POST stores the subscription of
 * the session's device; DELETE `{endpoint}` removes it. 400 for a malformed body, 401 without a
 * session, 403 until the device is approved and for a unit that is not the account's own, 502 when CouchDB does not answer.
 */
export function pushRoutes(
  sessions: Sessions,
  notifier: Notifier | null,
  now: () => number
): { GET: Handler; POST: Handler; DELETE: Handler } {
  const handle =
    (answer: (notifier: Notifier) => Handler): Handler =>
    (incoming, outgoing) =>
      notifier
        ? answer(notifier)(incoming, outgoing)
        : failUnread(incoming, outgoing, 404, 'not_found', 'nothing is pushed here')
  return {
    GET: handle(({ publicKey }) => (incoming, outgoing) => {
      incoming.resume()
      sendJson(outgoing, { key: publicKey })
    }),
    POST: handle((there) => withApproved(sessions, (...asked) => subscribe(there, ...asked))),
    DELETE: handle((there) => withHolder(sessions, (...asked) => unsubscribe(there, ...asked)))
  }

  async function unsubscribe(
    { subscriptions, wakes }: Notifier,
    _holder: Holder,
    text: string,
    outgoing: ServerResponse
  ): Promise<void> {
    const farewell = v.safeParse(Farewell, parsed(text))
    if (!farewell.success) return fail(outgoing, 400, 'bad_request', 'an endpoint is expected')
    // Only the phone itself knows its endpoint, so whoever holds the phone now may unsubscribe it.
    const dropped = await subscriptions.drop(farewell.output.endpoint)
    if (dropped) await wakes.tell(dropped, 'off')
    sendJson(outgoing, { ok: true })
  }

  async function subscribe(
    { subscriptions, services, refresh }: Notifier,
    { account, device, roles }: Holder,
    text: string,
    outgoing: ServerResponse
  ): Promise<void> {
    const wish = v.safeParse(Wish, parsed(text))
    if (!wish.success || !isAtService(wish.output.endpoint, services))
      return fail(outgoing, 400, 'bad_request', 'a subscription at a known push service is expected')
    if (!unitsOf(roles).includes(wish.output.unit))
      return fail(outgoing, 403, 'forbidden', 'not a unit of this account')
    await subscriptions.keep({ ...wish.output, account, device, at: now() })
    await refresh()
    sendJson(outgoing, { ok: true })
  }
}
