import type { ServerResponse } from 'node:http'

/** Headers of every response under /db: never cached, never rendered as a page of this site. */
export const dbHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
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
