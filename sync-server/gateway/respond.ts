import type { ServerResponse } from 'node:http'

/** Goes on every answer under /db: private, never kept, never shown as a page of this site. */
export const dbHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer'
} as const

/** Answers with CouchDB's own shape of an error, unless something was said already. */
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

/** Answers 200 with JSON. */
export function sendJson(response: ServerResponse, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(200, { ...dbHeaders, 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
