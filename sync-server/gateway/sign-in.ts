import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Couch } from '../couch.ts'
import { fail, sendJson } from './respond.ts'
import { strict } from './forward.ts'
import { smallJson } from './small-body.ts'
import type { Throttle } from './throttle.ts'
import { Turns } from './turns.ts'

/** Retry-After during CouchDB's own lock-out, which lasts five minutes. */
const lockoutSeconds = 60

interface Credentials {
  name: string
  password: string
}

/** CouchDB's answer to a name and a password. `unreachable`: no answer. */
type SignInResult =
  | { code: 'signed-in'; name: string; roles: string[]; cookie: string | null }
  | { code: 'wrong-password' }
  | { code: 'unreachable' }
  | { code: 'wait'; seconds: number }

/**
 * Tries a name and a password, throttled by account and address.
 * The admin never signs in from outside; provisioning does the admin's work.
 */
async function authenticate(
  couch: Couch,
  throttle: Throttle,
  { name, password }: Credentials,
  address: string
): Promise<SignInResult> {
  const who = `${name} ${address}`
  const seconds = throttle.begin(who)
  if (seconds > 0) return { code: 'wait', seconds }
  const answer = name === couch.admin ? wrong : await ask(couch, { name, password }, address)
  const outcome = {
    'signed-in': 'right',
    'wrong-password': 'wrong',
    wait: 'unknown',
    unreachable: 'unknown'
  } as const
  throttle.end(who, outcome[answer.code])
  return answer
}

const wrong = { code: 'wrong-password' } as const

/** Each try costs the server a hash. */
const hashing = new Turns(2, 64)

async function ask(couch: Couch, credentials: Credentials, address: string): Promise<SignInResult> {
  const response = await fetch(`${couch.url}/_session`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      // CouchDB 3.4 locks an account out per address; without this header one stranger could lock out everybody.
      'x-forwarded-for': address,
      ...couch.headers
    },
    body: JSON.stringify(credentials),
    signal: AbortSignal.timeout(30_000)
  }).catch(() => null)
  if (!response || response.status >= 500) return { code: 'unreachable' }
  if (response.status === 403) return { code: 'wait', seconds: lockoutSeconds }
  if (!response.ok) return wrong
  const { name, roles } = (await response.json()) as { name?: string; roles?: string[] }
  if (!name || !roles) return { code: 'unreachable' }
  return { code: 'signed-in', name, roles, cookie: response.headers.get('set-cookie') }
}

/** Handles `POST /_session`: takes JSON `{name, password}`; answers with CouchDB's reply and cookie, 401, 429 with Retry-After, or 502. */
export async function signIn(
  couch: Couch,
  throttle: Throttle,
  incoming: IncomingMessage,
  outgoing: ServerResponse
): Promise<void> {
  const credentials = await readCredentials(incoming)
  if (!credentials)
    return fail(outgoing, 400, 'bad_request', 'a JSON object with name and password is expected')
  const address = addressOf(incoming)
  const end = await hashing.begin(address)
  const answer: SignInResult = end
    ? await authenticate(couch, throttle, credentials, address).finally(end)
    : { code: 'wait', seconds: 1 }
  if (answer.code === 'unreachable') return fail(outgoing, 502, 'bad_gateway', 'CouchDB does not answer')
  if (answer.code === 'wrong-password')
    return fail(outgoing, 401, 'unauthorized', 'Name or password is incorrect.')
  if (answer.code === 'wait') {
    const headers = { 'retry-after': String(answer.seconds) }
    return fail(outgoing, 429, 'too_many_requests', `wait ${answer.seconds} s`, headers)
  }
  const { name, roles, cookie } = answer
  const headers = cookie ? { 'set-cookie': strict(cookie, incoming) } : {}
  sendJson(outgoing, { ok: true, name, roles }, headers)
}

async function readCredentials(incoming: IncomingMessage): Promise<Credentials | null> {
  const { name, password } = Object(await smallJson(incoming)) as Record<string, unknown>
  return typeof name === 'string' && typeof password === 'string' ? { name, password } : null
}

/** Returns the client's address; behind a proxy on this machine, the last one that the proxy names. */
export function addressOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? ''
  const named = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return named && /^(127\.|::1$|::ffff:127\.)/.test(peer) ? named : peer
}
