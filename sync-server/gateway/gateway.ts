import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Couch } from '../couch.ts'
import { decide, type Decision } from './allow-list.ts'
import { fail } from './respond.ts'
import { maxBodyBytes, readRequestBody, type BodyKind } from './request-body.ts'
import { forward } from './forward.ts'
import { signIn } from './sign-in.ts'
import type { Throttle } from './throttle.ts'

/** The only access to CouchDB from outside; answers everything under `/db`. */
export function gateway(couch: Couch, throttle: Throttle) {
  return (incoming: IncomingMessage, outgoing: ServerResponse, target: string): void => {
    const decision = decide(incoming.method ?? '', target)
    incoming.once('error', () => outgoing.destroy())
    if (!decision.pass) {
      incoming.resume()
      return fail(outgoing, decision.status, decision.error, decision.reason)
    }
    const done =
      decision.carries === 'credentials'
        ? signIn(couch, throttle, incoming, outgoing)
        : pass(couch, decision, incoming, outgoing)
    done.catch(() => fail(outgoing, 502, 'bad_gateway', 'CouchDB gave no usable answer'))
  }
}

async function pass(
  couch: Couch,
  { path, longpoll, carries }: Extract<Decision, { pass: true }>,
  incoming: IncomingMessage,
  outgoing: ServerResponse
): Promise<void> {
  if (!carries || carries === 'credentials') {
    incoming.resume()
    return forward(couch, { path, longpoll }, incoming, outgoing)
  }
  const refused = refusedUnread(incoming, carries)
  if (refused) {
    incoming.resume()
    return fail(outgoing, ...refused, { connection: 'close' })
  }
  const body = await readRequestBody(incoming, carries)
  if (body.status !== undefined) return fail(outgoing, body.status, body.error, body.reason)
  forward(couch, { path, longpoll, body: body.json }, incoming, outgoing)
}

function refusedUnread({ headers }: IncomingMessage, carries: BodyKind): [number, string, string] | null {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    return [415, 'bad_content_type', 'Content-Type must be application/json']
  const most = maxBodyBytes(carries)
  if (Number(headers['content-length'] ?? 0) > most) return [413, 'too_large', `more than ${most} bytes`]
  return null
}
