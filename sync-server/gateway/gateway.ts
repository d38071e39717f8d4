import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Couch } from '../couch.ts'
import { decide } from './allow.ts'
import { fail } from './answer.ts'
import { forward } from './forward.ts'
import { signIn } from './sign-in.ts'
import type { Throttle } from './throttle.ts'

/** The only way to CouchDB from outside: answers what follows `/db`. */
export function gateway(couch: Couch, throttle: Throttle) {
  return (incoming: IncomingMessage, outgoing: ServerResponse, target: string): void => {
    const decision = decide(incoming.method ?? '', target)
    if (!decision.pass) {
      incoming.resume()
      return fail(outgoing, decision.status, decision.error, decision.reason)
    }
    if (decision.signsIn) return void signIn(couch, throttle, incoming, outgoing)
    const type = incoming.headers['content-type'] ?? ''
    if (incoming.method === 'POST' && !/^application\/json\b/i.test(type)) {
      incoming.resume()
      return fail(outgoing, 415, 'bad_content_type', 'Content-Type must be application/json')
    }
    forward(couch, decision.path, incoming, outgoing, decision.longpoll)
  }
}
