import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { Agent as TlsAgent, request as httpsRequest } from 'node:https'
import { Transform } from 'node:stream'
import type { Couch } from '../couch.ts'
import { dbHeaders, fail } from './answer.ts'

/** The largest request body, bytes: some two hundred facts of the greatest size. */
export const maxBody = 16 * 1024 * 1024
const silenceMs = 120_000

const agents = {
  'http:': new Agent({ keepAlive: true }),
  'https:': new TlsAgent({ keepAlive: true })
}

/** Asks CouchDB for `path` on behalf of a client, and streams the answer back; only named headers pass, either way. */
export function forward(
  couch: Couch,
  path: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  longpoll: boolean
): void {
  if (Number(incoming.headers['content-length'] ?? 0) > maxBody) return tooLarge(incoming, outgoing)
  const url = new URL(couch.url + path)
  const protocol = url.protocol as keyof typeof agents
  const upstream = (protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: incoming.method ?? 'GET',
    headers: { ...requestHeaders(incoming), ...couch.headers },
    timeout: silenceMs,
    // A long poll has a connection of its own, so that its end is the end of the feed.
    agent: longpoll ? false : agents[protocol]
  })
  upstream.once('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, { ...dbHeaders, ...responseHeaders(incoming, answer) })
    answer.pipe(outgoing)
    answer.once('error', () => outgoing.destroy())
  })
  upstream.once('timeout', () => upstream.destroy(new Error('silent')))
  upstream.on('error', () => fail(outgoing, 502, 'bad_gateway', 'CouchDB does not answer'))
  outgoing.once('close', () => upstream.destroy())
  incoming.once('error', () => upstream.destroy())
  incoming.pipe(bound(() => tooLarge(incoming, outgoing))).pipe(upstream)
}

function requestHeaders({ headers }: IncomingMessage): Record<string, string> {
  const session = sessionCookie(headers.cookie)
  const passed: Record<string, string> = { accept: 'application/json' }
  if (headers['content-type']) passed['content-type'] = headers['content-type']
  if (headers['content-length']) passed['content-length'] = headers['content-length']
  if (session) passed.cookie = `AuthSession=${session}`
  return passed
}

function sessionCookie(cookies = ''): string | undefined {
  return /(?:^|;\s*)AuthSession=([A-Za-z0-9_%=-]{1,512})(?:;|$)/.exec(cookies)?.[1]
}

function responseHeaders(incoming: IncomingMessage, { headers }: IncomingMessage) {
  const passed: Record<string, string> = {}
  for (const name of ['content-type', 'content-length', 'etag'] as const)
    if (headers[name]) passed[name] = headers[name]
  // Of several the last counts: the embedded server renews a session in the same answer that ends it.
  const cookie = headers['set-cookie']?.at(-1)
  if (cookie) passed['set-cookie'] = strict(cookie, incoming)
  return passed
}

/** CouchDB's cookie, for this site and its pages alone, over TLS alone where there is TLS. */
export function strict(line: string, incoming: IncomingMessage): string {
  const [pair, ...attributes] = line.split(';').map((part) => part.trim())
  const kept = attributes.filter((part) => /^(max-age|expires)=/i.test(part))
  const secure = isTls(incoming) ? ['Secure'] : []
  return [pair, ...kept, 'Path=/', 'HttpOnly', 'SameSite=Strict', ...secure].join('; ')
}

function isTls({ headers, socket }: IncomingMessage): boolean {
  return 'encrypted' in socket || headers['x-forwarded-proto'] === 'https'
}

function bound(exceeded: () => void): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes <= maxBody) return done(null, chunk)
      exceeded()
    }
  })
}

function tooLarge(incoming: IncomingMessage, outgoing: ServerResponse) {
  fail(outgoing, 413, 'too_large', `more than ${maxBody} bytes`, { connection: 'close' })
  incoming.resume()
}
