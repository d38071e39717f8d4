import type { IncomingMessage, ServerResponse } from 'node:http'
import { bookIn } from '#lib/domain/database-names.ts'
import { isSuspended, type Directory } from '#lib/domain/directory/directory.ts'
import { unitsOf, type Book } from '#lib/domain/roles.ts'
import { admit } from '../admission/admit.ts'
import type { Holder } from '../broker/passes.ts'
import type { Couch } from '../couch.ts'
import type { Directories } from '../directories.ts'
import { decide, type Decision } from './allow-list.ts'
import { fail, sendJson } from './respond.ts'
import { maxBodyBytes, readRequestBody, type BodyKind } from './request-body.ts'
import { forward } from './forward.ts'
import { OpenAnswers } from './open-answers.ts'
import { appHeader } from './origin.ts'
import { sessionCookie } from './session.ts'
import type { Sessions } from './sessions.ts'
import { signIn } from './sign-in.ts'
import type { Throttle } from './throttle.ts'
import { Turns } from './turns.ts'

export interface GatewayDeps {
  couch: Couch
  throttle: Throttle
  sessions: Sessions
  directories: Pick<Directories, 'of' | 'anew'>
}

type Passing = Extract<Decision, { pass: true }>

export interface Gateway {
  /** Answers everything under `/db`. @param target what follows that */
  answer(incoming: IncomingMessage, outgoing: ServerResponse, target: string): void
  /** Ends what an account has open, such as a long poll. */
  end(account: string): void
}

/** Creates the only access to CouchDB from outside. Nobody is served before it is known who asks. */
export function gateway(deps: GatewayDeps): Gateway {
  const { couch, throttle, sessions } = deps
  const open = new OpenAnswers()
  const turns = { requests: new Turns(8, 64), polls: new Turns(8, 0) }
  const answer: Gateway['answer'] = (incoming, outgoing, target) => {
    const decision = decide(incoming.method ?? '', target)
    incoming.once('error', () => outgoing.destroy())
    if (!decision.pass) {
      incoming.resume()
      return fail(outgoing, decision.status, decision.error, decision.reason)
    }
    const done =
      decision.carries === 'credentials'
        ? signIn(couch, throttle, incoming, outgoing)
        : decision.path === '/_session'
          ? aboutSession(couch, sessions, incoming, outgoing)
          : pass({ ...deps, open, turns }, decision, incoming, outgoing)
    done.catch(() => fail(outgoing, 502, 'bad_gateway', 'CouchDB gave no usable answer'))
  }
  return { answer, end: (account) => open.end(account) }
}

async function aboutSession(
  couch: Couch,
  sessions: Sessions,
  incoming: IncomingMessage,
  outgoing: ServerResponse
) {
  incoming.resume()
  if (incoming.method === 'DELETE') sessions.forget(incoming)
  forward(couch, { path: '/_session', longpoll: false }, incoming, outgoing)
}

async function pass(
  deps: GatewayDeps & { open: OpenAnswers; turns: Record<'requests' | 'polls', Turns> },
  { path, longpoll, carries }: Passing,
  incoming: IncomingMessage,
  outgoing: ServerResponse
): Promise<void> {
  const { couch, sessions } = deps
  const refuse = (status: number, error: string, reason: string, headers = {}) => {
    incoming.resume()
    fail(outgoing, status, error, reason, { ...headers, ...(carries && { connection: 'close' }) })
  }
  const holder = await sessions.holderOf(incoming)
  if (!holder) return refuse(401, 'unauthorized', 'sign in first')
  // Without it a locked phone would show its records to whoever types their address.
  if (incoming.headers[appHeader] === undefined) return refuse(400, 'bad_request', 'only the app asks here')
  const end = await deps.turns[longpoll ? 'polls' : 'requests'].begin(sessionCookie(incoming.headers.cookie)!)
  if (!end) return refuse(429, 'too_many_requests', 'wait for answers', { 'retry-after': '1' })
  if (outgoing.destroyed) return end()
  outgoing.once('close', end)
  deps.open.add(holder.account, outgoing)
  const place = placeOf(path)
  const known = await directoryOf(place, holder, deps.directories)
  // The directory stays to be read: it tells the phone of a suspended account that it is, and when that is over.
  if (known && isSuspended(known, holder.account) && (carries || place.book !== 'directory'))
    return refuse(403, 'forbidden', 'shut-out')
  if (!carries || carries === 'credentials') {
    incoming.resume()
    return forward(couch, { path, longpoll }, incoming, outgoing)
  }
  const refused = refusedUnread(incoming, carries)
  if (refused) return refuse(...refused)
  const body = await readRequestBody(incoming, carries)
  if (body.status !== undefined) return fail(outgoing, body.status, body.error, body.reason)
  if (!body.docs) return forward(couch, { path, longpoll, body: body.json }, incoming, outgoing)
  const { passed, refused: rows } = await admit(body.docs, known, () => deps.directories.anew(place.unit!))
  if (rows.length === 0) return forward(couch, { path, longpoll, body: body.json }, incoming, outgoing)
  if (passed.length === 0) return sendJson(outgoing, rows, {}, 201)
  const rest = JSON.stringify({ docs: passed, new_edits: body.newEdits })
  forward(couch, { path, longpoll, body: rest, andRows: rows }, incoming, outgoing)
}

/** Returns the unit and the book that a request is about; a photo database has a unit only. */
function placeOf(path: string): { unit?: string; book?: Book } {
  const database = path.split('/')[1]!
  const unit = /^antt-(.+)-(?:evidence|pictures-\d{4}q\d)$/.exec(database)?.[1]
  return bookIn(database) ?? { ...(unit && { unit }) }
}

/** Returns the directory of a unit; null when the account has no role there, or there is none. */
async function directoryOf(
  { unit }: { unit?: string },
  { roles }: Holder,
  directories: GatewayDeps['directories']
): Promise<Directory | null> {
  if (!unit || !unitsOf(roles).includes(unit)) return null
  return directories.of(unit).catch((problem: { statusCode?: number }) => {
    if (problem.statusCode === 404) return null
    throw problem
  })
}

function refusedUnread({ headers }: IncomingMessage, carries: BodyKind): [number, string, string] | null {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    return [415, 'bad_content_type', 'Content-Type must be application/json']
  const most = maxBodyBytes(carries)
  if (Number(headers['content-length'] ?? 0) > most) return [413, 'too_large', `more than ${most} bytes`]
  return null
}
