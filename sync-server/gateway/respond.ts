import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { securityHeaders } from './security-headers.ts'

/** Headers of every response under /db: never cached, never rendered as a page of this site. */
export const dbHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer'
} as const

/** Answers with an error in CouchDB's format, or destroys a response that has already begun. */
export function fail(
  response: ServerResponse,
  status: number,
  error: string,
  reason: string,
  headers: Record<string, string> = {}
): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(status, { ...dbHeaders, 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify({ error, reason }))
}

/** Answers with an error to a request whose body is not wanted, and closes the line on which that would come. */
export function failUnread(
  incoming: IncomingMessage,
  response: ServerResponse,
  ...[status, error, reason, headers]: [status: number, error: string, reason: string, headers?: object]
): void {
  incoming.resume()
  fail(response, status, error, reason, { ...headers, connection: 'close' })
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  body: object,
  headers: Record<string, string> = {},
  status = 200
): void {
  response.writeHead(status, { ...dbHeaders, 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

/** Refuses to make a WebSocket of a request, and closes its line whatever the client does: nobody listens on it any more. */
export function refuseUpgrade(incoming: IncomingMessage, socket: Duplex, status: number): void {
  const headers = Object.entries({ ...securityHeaders(incoming), connection: 'close' })
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers.map((header) => header.join(': '))]
  socket.once('finish', () => socket.destroy())
  socket.end([...lines, '\r\n'].join('\r\n'))
}
