import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { Agent as TlsAgent, request as httpsRequest } from 'node:https'
import { text } from 'node:stream/consumers'
import type { Couch } from '../couch.ts'
import { dbHeaders, fail, sendJson } from './respond.ts'
import { sessionCookie } from './session.ts'
import { isTls } from './tls.ts'

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
  /** Rows to be added to the list that CouchDB answers with. */
  andRows?: readonly object[]
}

/** Forwards a request to CouchDB and streams the response back; only named headers pass in either direction. */
export function forward(
  couch: Couch,
  { path, longpoll, body, andRows }: Onward,
  incoming: IncomingMessage,
  outgoing: ServerResponse
): void {
  const url = new URL(couch.url + path)
  const protocol = url.protocol as keyof typeof agents
  const upstream = (protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: incoming.method ?? 'GET',
    headers: { ...requestHeaders(incoming, body), ...couch.headers },
    timeout: silenceMs,
    agent: longpoll ? false : agents[protocol]
  })
  upstream.once('response', (answer) => {
    const headers = responseHeaders(incoming, answer)
    if (andRows && (answer.statusCode ?? 500) < 300) return void addRows(answer, andRows, headers, outgoing)
    outgoing.writeHead(answer.statusCode ?? 502, { ...dbHeaders, ...headers })
    answer.pipe(outgoing)
    answer.once('error', () => outgoing.destroy())
  })
  upstream.once('timeout', () => upstream.destroy(new Error('silent')))
  upstream.on('error', () => fail(outgoing, 502, 'bad_gateway', 'CouchDB does not answer'))
  outgoing.once('close', () => upstream.destroy())
  upstream.end(body)
}

async function addRows(
  answer: IncomingMessage,
  rows: readonly object[],
  headers: Record<string, string>,
  outgoing: ServerResponse
): Promise<void> {
  try {
    const told = JSON.parse(await text(answer)) as object[]
    delete headers['content-length']
    sendJson(outgoing, [...told, ...rows], headers, answer.statusCode)
  } catch {
    fail(outgoing, 502, 'bad_gateway', 'CouchDB gave no usable answer')
  }
}

function requestHeaders({ headers }: IncomingMessage, body?: string): Record<string, string> {
  const session = sessionCookie(headers.cookie)
  return {
    accept: 'application/json',
    ...(session ? { cookie: `AuthSession=${session}` } : {}),
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) })
  }
}

function responseHeaders(incoming: IncomingMessage, { headers }: IncomingMessage) {
  const passed: Record<string, string> = {}
  for (const name of ['content-type', 'content-length', 'etag'] as const)
    if (headers[name]) passed[name] = headers[name]
  // The last of several cookies counts: the embedded server renews a session in the same response that ends it.
  const cookie = headers['set-cookie']?.at(-1)
  if (cookie) passed['set-cookie'] = strict(cookie, incoming)
  return passed
}

/** Rewrites CouchDB's cookie as HttpOnly and SameSite=Strict, and Secure on TLS. */
export function strict(line: string, incoming: IncomingMessage): string {
  const [pair, ...attributes] = line.split(';').map((part) => part.trim())
  const kept = attributes.filter((part) => /^(max-age|expires)=/i.test(part))
  const secure = isTls(incoming) ? ['Secure'] : []
  return [pair, ...kept, 'Path=/', 'HttpOnly', 'SameSite=Strict', ...secure].join('; ')
}
