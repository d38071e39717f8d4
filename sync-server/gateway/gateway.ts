import type { IncomingMessage, ServerResponse } from 'node:http'
import { admitFacts, sealedRows, type AdmissionDeps } from '../admission/admit-facts.ts'
import { admitParts } from '../admission/judge-part.ts'
import type { Couch } from '../couch.ts'
import { decide, type Decision } from './allow-list.ts'
import { charge, letOthersPass, workBegins } from './turns/turn-of.ts'
import { fail, sendJson } from './respond.ts'
import { maxBodyBytes, readRequestBody, type BodyKind } from './request-body.ts'
import { forward, write } from './forward.ts'
import { OpenAnswers } from './open-answers.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { Turns } from './turns/turns.ts'

export interface GatewayDeps extends AdmissionDeps {
  couch: Pick<Couch, 'url' | 'headers' | 'as' | 'embedded'>
  sessions: Pick<Sessions, 'holderOf'>
  /** Requests of one device under way, and its long polls. */
  atOnce: number
}

/** Stands for the seals of a photo's parts, which bear none. */
const noSeals = new Map<string, never>()
/** Units that a document costs beside its bytes: it is judged here and in CouchDB. One that is stored is fetched by others. */
const perDocument = 0.2
const perStored = 2

/** Documents that the embedded CouchDB writes at once: meanwhile nobody else reads that database or writes to it. */
const abreast = 40
/**
 * For so long what is left of a write waits for those who read, ms. One reading asks the embedded CouchDB several times and
 * would wait for a part at each.
 */
const readingMs = 1_000
/** For so long the judging of a large push pauses between a few facts and the next while somebody asks for little, ms. */
const judgingMs = 50

type Passing = Extract<Decision, { pass: true }>

export interface Gateway {
  /** Answers everything under `/db`. @param target what follows that */
  answer(incoming: IncomingMessage, outgoing: ServerResponse, target: string): void
  /** Ends what a device has open, such as a long poll. */
  end(account: string, device: string): void
  /** Ends its long polls alone, so that the next one is judged by the roles of now. */
  endPolls(account: string, device: string): void
}

/** Creates the only access to CouchDB from outside. Nobody is served before it is known who asks. */
export function gateway(deps: GatewayDeps): Gateway {
  const open = new OpenAnswers()
  const polls = new OpenAnswers()
  const turns = { requests: new Turns(deps.atOnce, 64), polls: new Turns(deps.atOnce, 0) }
  const answer: Gateway['answer'] = (incoming, outgoing, target) => {
    const decision = decide(incoming.method ?? '', target)
    incoming.once('error', () => outgoing.destroy())
    if (!decision.pass) {
      incoming.resume()
      return fail(outgoing, decision.status, decision.error, decision.reason, decision.headers)
    }
    pass({ ...deps, open, polls, turns }, decision, incoming, outgoing).catch(() =>
      fail(outgoing, 502, 'bad_gateway', 'CouchDB gave no usable answer')
    )
  }
  return {
    answer,
    end: (account, device) => open.end(`${account} ${device}`),
    endPolls: (account, device) => polls.end(`${account} ${device}`)
  }
}

async function pass(
  deps: GatewayDeps & Record<'open' | 'polls', OpenAnswers> & { turns: Record<'requests' | 'polls', Turns> },
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
  if (!holder) return refuse(401, 'unauthorized', 'no session')
  const { account, device } = holder
  const end = await deps.turns[longpoll ? 'polls' : 'requests'].begin(`${account} ${device}`)
  if (!end) return refuse(429, 'too_many_requests', 'wait for answers', { 'retry-after': '1' })
  if (outgoing.destroyed) return end()
  outgoing.once('close', end)
  deps.open.add(`${account} ${device}`, outgoing)
  if (longpoll) deps.polls.add(`${account} ${device}`, outgoing)
  // While it waited for its turn nothing of it was open that could be ended.
  if (!(await sessions.holderOf(incoming))) return refuse(401, 'unauthorized', 'no session')
  // It introduces itself and reads nothing, so that a stolen password opens nothing.
  if (holder.state === 'waiting' && carries !== 'docs') return refuse(403, 'forbidden', 'not-approved')
  // It reads nothing any more, and brings what it had recorded.
  if (holder.state === 'ended' && carries !== 'docs' && carries !== 'parts')
    return refuse(403, 'forbidden', 'ended')
  const as = await couch.as(account, holder.roles)
  if (!carries) {
    incoming.resume()
    return forward(couch, { path, longpoll, as }, incoming, outgoing)
  }
  const refused = refusedUnread(incoming, carries)
  if (refused) return refuse(...refused)
  const body = await readRequestBody(incoming, carries)
  if (body.status !== undefined) return fail(outgoing, body.status, body.error, body.reason)
  if (!(await workBegins(outgoing)))
    return fail(outgoing, 429, 'too_many_requests', 'others wait too', { 'retry-after': '1' })
  if (!body.docs) return forward(couch, { path, longpoll, as, body: body.json }, incoming, outgoing)
  const admitted =
    carries === 'parts'
      ? // Photos of records from before the last day are still taken.
        { ...admitParts(body.docs), acting: [...holder.roles, ...holder.past], seals: noSeals }
      : await admitFacts(body.docs, path, holder, {
          ...deps,
          pause: () => letOthersPass(outgoing, judgingMs)
        })
  const { passed, rows } = admitted
  charge(outgoing, body.docs.length * perDocument + passed.length * perStored)
  if (passed.length === 0) return sendJson(outgoing, rows, {}, 201)
  const judgedAs = await couch.as(account, admitted.acting)
  const textOf = (docs: readonly object[]) => JSON.stringify({ docs, new_edits: body.newEdits })
  const written: object[] = []
  let from = 0
  if (couch.embedded)
    for (; passed.length - from > abreast; from += abreast) {
      written.push(...(await write(couch, path, judgedAs, textOf(passed.slice(from, from + abreast)))))
      await letOthersPass(outgoing, readingMs)
    }
  const answered = (told: object[]) => [...sealedRows([...written, ...told], admitted), ...rows]
  const last = textOf(passed.slice(from))
  forward(couch, { path, longpoll, as: judgedAs, body: last, answered }, incoming, outgoing)
}

function refusedUnread({ headers }: IncomingMessage, carries: BodyKind): [number, string, string] | null {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    return [415, 'bad_content_type', 'Content-Type must be application/json']
  const most = maxBodyBytes(carries)
  if (Number(headers['content-length'] ?? 0) > most) return [413, 'too_large', `more than ${most} bytes`]
  return null
}
