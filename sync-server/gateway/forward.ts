import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { Agent as TlsAgent, request as httpsRequest } from 'node:https'
import { text } from 'node:stream/consumers'
import type { Couch } from '../couch.ts'
import { dbHeaders, fail, sendJson } from './respond.ts'
import { worked } from './turns/turn-of.ts'

const silenceMs = 120_000

// Idle connections close here before CouchDB closes them, so that no request meets a closed one.
const idle = { keepAlive: true, timeout: 4_000 }
const agents = { 'http:': new Agent(idle), 'https:': new TlsAgent(idle) }

export interface Onward {
  /** Path and query under CouchDB's address. */
  path: string
  /** A long poll gets a connection of its own, so that closing it ends the feed. */
  longpoll: boolean
  /** JSON, for a POST. */
  body?: string
  /** Changes the list that CouchDB answers with. */
  answered?: (rows: object[]) => object[]
  /** For how long CouchDB is waited for that has not begun to answer when the client goes, ms. */
  leftMs?: number
  /** The headers that name the member to CouchDB. */
  as: Record<string, string>
}

/**
 * Forwards a request to CouchDB and streams the response back; only named headers pass in either direction.
 * When the client goes away before CouchDB has begun to answer it is waited for all the same: the embedded one goes on with
 * what it was asked, and one that streams notices when it begins that nobody listens.
 */
export function forward(
  couch: Pick<Couch, 'url' | 'headers'>,
  { path, longpoll, body, answered, leftMs = 9_000, as }: Onward,
  incoming: IncomingMessage,
  outgoing: ServerResponse
): void {
  // Asks nothing that would only be read.
  if (outgoing.destroyed && !answered) return worked(outgoing, 0)
  const url = new URL(couch.url + path)
  const protocol = url.protocol as keyof typeof agents
  const upstream = (protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: incoming.method ?? 'GET',
    headers: { ...requestHeaders(body), ...couch.headers, ...as },
    timeout: silenceMs,
    agent: longpoll ? false : agents[protocol]
  })
  const began = performance.now()
  let isWorking = true
  const cease = () => {
    if (isWorking) worked(outgoing, performance.now() - began, longpoll)
    isWorking = false
  }
  upstream.once('close', cease)
  upstream.once('response', (answer) => {
    cease()
    if (outgoing.destroyed) return void upstream.destroy()
    // It would tell a phone that has a session to open one.
    if (answer.statusCode === 401) {
      answer.resume()
      return fail(outgoing, 502, 'bad_gateway', 'CouchDB does not know this server')
    }
    const headers = responseHeaders(answer)
    if (answered && (answer.statusCode ?? 500) < 300)
      return void changeRows(answer, answered, headers, outgoing)
    outgoing.writeHead(answer.statusCode ?? 502, { ...dbHeaders, ...headers })
    answer.pipe(outgoing)
    answer.once('error', () => outgoing.destroy())
  })
  upstream.once('timeout', () => upstream.destroy(new Error('silent')))
  upstream.on('error', () => fail(outgoing, 502, 'bad_gateway', 'CouchDB does not answer'))
  outgoing.once('close', () => (isWorking ? upstream.setTimeout(leftMs) : upstream.destroy()))
  upstream.end(body)
}

/** Writes documents to CouchDB. @returns its rows @throws when it gives no usable answer */
export async function write(
  { url, headers }: Pick<Couch, 'url' | 'headers'>,
  path: string,
  as: Record<string, string>,
  body: string
): Promise<object[]> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers, ...as }, body }
  const answer = await fetch(url + path, { ...init, signal: AbortSignal.timeout(silenceMs) })
  if (answer.ok) return (await answer.json()) as object[]
  await answer.body?.cancel()
  throw Object.assign(new Error(`CouchDB answers ${answer.status}`), { status: answer.status })
}

async function changeRows(
  answer: IncomingMessage,
  answered: NonNullable<Onward['answered']>,
  headers: Record<string, string>,
  outgoing: ServerResponse
): Promise<void> {
  try {
    const told = JSON.parse(await text(answer)) as object[]
    delete headers['content-length']
    sendJson(outgoing, answered(told), headers, answer.statusCode)
  } catch {
    fail(outgoing, 502, 'bad_gateway', 'CouchDB gave no usable answer')
  }
}

function requestHeaders(body?: string): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) })
  }
}

function responseHeaders({ headers }: IncomingMessage) {
  const passed: Record<string, string> = {}
  for (const name of ['content-type', 'content-length', 'etag'] as const)
    if (headers[name]) passed[name] = headers[name]
  return passed
}
