import type { ServerResponse } from 'node:http'
import { SessionRequest, type SessionAnswer } from '#lib/domain/access/session.ts'
import { opened } from '#lib/domain/gates/contract/envelope.ts'
import { addressOf, originOf } from '../gateway/address.ts'
import { charge, payAs } from '../gateway/turns/turn-of.ts'
import { fail, sendJson } from '../gateway/respond.ts'
import { smallText } from '../gateway/small-body.ts'
import type { Routes } from '../router.ts'
import { Turns } from '../gateway/turns/turns.ts'
import { cookieLine, cookieOf, tokenText } from './credentials.ts'
import { openSession, rootsNamed, type OpenSessionDeps, type OpenedSession } from './open-session.ts'
import type { Sessions } from './sessions.ts'

/**
 * `/session/nonce`: GET answers `{nonce, oldestApp}`, good for five minutes and one use. `/session`: POST takes `{p, s}` of a
 * `SessionRequest` and answers `SessionAnswer` with the device's cookie; GET answers whose session a request has; DELETE
 * ends it. 400 for a malformed request, 401 with a `SessionRefusal` as reason, and
 * with the `SessionEnding` where somebody has ended the session of an approved device by hand, 429 with Retry-After while passwords are
 * guessed, 502 when CouchDB does not answer.
 */
export function sessionRoutes(
  deps: OpenSessionDeps & {
    /** The oldest version of the app that this server understands. */
    oldestApp(): string
  },
  sessions: Pick<Sessions, 'holderOf' | 'learn' | 'changed' | 'leave'>
): Routes {
  // Nobody who asks here is known yet.
  const turns = new Turns(4, 64)
  return {
    '/session/nonce': {
      GET: (incoming, outgoing) => {
        incoming.resume()
        sendJson(outgoing, { nonce: deps.nonces.next(), oldestApp: deps.oldestApp() })
      }
    },
    '/session': {
      async POST(incoming, outgoing) {
        const request = opened(await smallText(incoming), SessionRequest)
        if (!request) return fail(outgoing, 400, 'bad_request', 'a signed request for a session is expected')
        const { account, device } = request.body
        const cookie = cookieOf(incoming, device)
        const address = addressOf(incoming)
        charge(outgoing, request.body.password === undefined ? 3 : 15)
        const end = await turns.begin(address)
        if (!end) return answerWithout(outgoing, account, { code: 'wait', seconds: 1 })
        const asking = { ...request, origin: originOf(incoming), address, cookie }
        const result = await openSession(asking, deps).finally(end)
        if (result.code !== 'open') return answerWithout(outgoing, account, result)
        if (result.state === 'approved') payAs(incoming, `${account} ${device}`)
        sessions.changed(account, device)
        // Opens it all the same when that cannot be read now.
        await sessions.learn(account, device, incoming).catch(() => {})
        const { state, roles, roots } = result
        const token = tokenText(account, device, result.token)
        const answer: SessionAnswer = { account, state, roles, roots, token }
        sendJson(outgoing, answer, { 'set-cookie': cookieLine(incoming, device, result.cookie) })
      },
      async GET(incoming, outgoing) {
        incoming.resume()
        const remembered = await sessions.holderOf(incoming)
        // Its roles as they are now.
        if (remembered) sessions.changed(remembered.account, remembered.device)
        const holder = remembered && (await sessions.holderOf(incoming))
        if (!holder) return fail(outgoing, 401, 'unauthorized', 'no session')
        const { account, state, roles } = holder
        const roots = rootsNamed(roles, deps.roots)
        const answer: SessionAnswer = {
          account,
          state,
          roles: [...roles],
          roots,
          oldestApp: deps.oldestApp()
        }
        sendJson(outgoing, answer)
      },
      async DELETE(incoming, outgoing) {
        incoming.resume()
        await sessions.leave(incoming)
        sendJson(outgoing, { ok: true })
      }
    }
  }
}

function answerWithout(
  outgoing: ServerResponse,
  account: string,
  result: Exclude<OpenedSession, { code: 'open' }>
): void {
  if (result.code === 'barred')
    return sendJson(outgoing, { account, state: 'barred', roles: [], roots: {} } satisfies SessionAnswer)
  if (result.code === 'refused') {
    const { why: reason, ending } = result
    return sendJson(outgoing, { error: 'unauthorized', reason, ...(ending && { ending }) }, {}, 401)
  }
  if (result.code === 'unreachable') return fail(outgoing, 502, 'bad_gateway', 'CouchDB does not answer')
  const headers = { 'retry-after': String(result.seconds) }
  fail(outgoing, 429, 'too_many_requests', `wait ${result.seconds} s`, headers)
}
