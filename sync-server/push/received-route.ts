import * as v from 'valibot'
import { addressOf } from '../gateway/address.ts'
import { fail, failUnread, sendJson } from '../gateway/respond.ts'
import { parsed, smallText } from '../gateway/small-body.ts'
import type { Throttle } from '../gateway/throttle.ts'
import type { Handler } from '../router.ts'
import type { Notifier } from './notifier.ts'

const Receipt = v.strictObject({ receipt: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)) })
const mostBytes = 256

/**
 * `POST /push/received {receipt}`, without a session: a locked phone tells that its owner has taken note of an alarm, or that it
 * has got a trial, by the secret of that one push. 404 for a receipt that is unknown or was brought before: the phone
 * then records for itself; 429 with Retry-After to an address that keeps bringing such; 502 when CouchDB does not answer.
 */
export function receivedRoute(notifier: Notifier | null, throttle: Throttle): Handler {
  return async (incoming, outgoing) => {
    if (!notifier) return failUnread(incoming, outgoing, 404, 'not_found', 'nothing is pushed here')
    const brought = v.safeParse(Receipt, parsed(await smallText(incoming, mostBytes)))
    const found = brought.success ? notifier.receipts.take(brought.output.receipt) : null
    if (found) await notifier.received(found)
    if (found || (brought.success && (await notifier.trials.answer(brought.output.receipt))))
      return sendJson(outgoing, { ok: true })
    const who = addressOf(incoming)
    const seconds = throttle.begin(who)
    if (seconds > 0)
      return fail(outgoing, 429, 'too_many_requests', `wait ${seconds} s`, { 'retry-after': `${seconds}` })
    throttle.end(who, 'wrong')
    fail(outgoing, 404, 'not_found', 'no such receipt')
  }
}
