import { retryAfter } from './retry-after.ts'

/** An answer of the server, classified by what it means for facts; anything that is not clearly CouchDB's is `trouble`. */
export type HttpAnswer =
  | { kind: 'ok'; body: unknown }
  /** `reason`: the server's own, such as a `SessionRefusal`; `ending`: a `SessionEnding`, not checked yet. */
  | { kind: 'signed-out'; reason?: string; ending?: unknown }
  | { kind: 'forbidden'; reason?: string }
  | { kind: 'missing' }
  /** The request itself was rejected: 400, 413, or (as some servers do for an unreadable document) 500. */
  | { kind: 'rejected'; status: 400 | 413 | 500 }
  | { kind: 'unreachable' }
  /**
   * Somebody answered something unusable; `afterMs` when they said how long to wait; `portal`: a captive portal's page;
   * `busy`: a server that has too much to do, or was asked too often; `reason`: its own word on that.
   */
  | { kind: 'trouble'; afterMs: number; portal?: true; busy?: 429 | 503; reason?: string }

export interface Http {
  fetch: typeof fetch
  /** Returns a signal that aborts after `ms`, by a clock that is monotonic enough for a timeout. */
  timeout(ms: number): AbortSignal
  /** Runs with the `Date` of every answer that really is the server's, Unix ms, and the device's time when it asked. */
  learn(serverMs: number, sentAt: number): void
  /** Unix ms, corrected by the server. */
  now(): number
  /** Unix ms of the device itself. */
  deviceNow(): number
}

const patience = 60_000

/** Sends one request to CouchDB under `/db`; never throws. */
export function askDatabase(
  http: Http,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown
): Promise<HttpAnswer> {
  return askServer(http, method, `/db${path}`, body)
}

/** Sends one request to an endpoint of the server that answers in CouchDB's format; never throws. */
export async function askServer(
  http: Http,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  more: Record<string, string> = {}
): Promise<HttpAnswer> {
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  const headers = {
    ...more,
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' })
  }
  return answerTo(http, path, { method, headers, ...init }, async (response) =>
    sorted(response, await readJson(response))
  )
}

/** GETs an attachment: returns its bytes, or the reason for failing; never throws. */
export async function askBytes(
  http: Http,
  path: string
): Promise<{ kind: 'ok'; body: Uint8Array<ArrayBuffer> } | Exclude<HttpAnswer, { kind: 'ok' }>> {
  return answerTo(http, `/db${path}`, { method: 'GET', headers: {} }, async (response) => {
    // A captive portal answers 200 too, with a page of its own.
    if (response.ok && response.headers.get('content-type') === 'application/octet-stream')
      return { kind: 'ok' as const, body: new Uint8Array(await response.arrayBuffer()) }
    const answer = sorted(response, await readJson(response))
    return answer.kind === 'ok' ? { kind: 'trouble' as const, afterMs: 0 } : answer
  })
}

async function answerTo<A extends { kind: HttpAnswer['kind'] }>(
  http: Http,
  path: string,
  init: RequestInit,
  read: (response: Response) => Promise<A>
): Promise<A | { kind: 'unreachable' }> {
  const sentAt = http.deviceNow()
  try {
    const response = await http.fetch(path, {
      credentials: 'same-origin',
      cache: 'no-store',
      // A followed redirect would end at a captive portal's page; left alone, it can be recognised.
      redirect: 'manual',
      signal: http.timeout(patience),
      ...init
    })
    const answer = await read(response)
    if (answer.kind !== 'trouble') http.learn(Date.parse(response.headers.get('date') ?? ''), sentAt)
    return answer
  } catch {
    return { kind: 'unreachable' }
  }
}

/** Returns null when the text is not JSON: a captive portal's page, or a truncated answer. */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

function sorted(response: Response, body: unknown): HttpAnswer {
  const { status } = response
  const couch = body !== null && typeof body === 'object'
  if (couch && status >= 200 && status < 300) return { kind: 'ok', body }
  const reason = couch && 'reason' in body && typeof body.reason === 'string' ? { reason: body.reason } : {}
  if (couch && 'error' in body) {
    if (status === 401)
      return { kind: 'signed-out', ...reason, ending: (body as { ending?: unknown }).ending }
    if (status === 403) return { kind: 'forbidden', ...reason }
    if (status === 404) return { kind: 'missing' }
    if (status === 400 || status === 500) return { kind: 'rejected', status }
  }
  if (status === 413) return { kind: 'rejected', status }
  const afterMs = retryAfter(response.headers)
  if (isPortal(response)) return { kind: 'trouble', afterMs, portal: true }
  return { kind: 'trouble', afterMs, ...((status === 429 || status === 503) && { busy: status, ...reason }) }
}

/**
 * Tells whether a captive portal answered. Our server never redirects, and under `/db` it answers with a page only when
 * something in front of it is broken, and then with another status.
 */
function isPortal({ type, status, headers }: Response): boolean {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return true
  return (status === 200 || status === 511) && !!headers.get('content-type')?.startsWith('text/html')
}

/** Returns the same connection to the server; `stopping` aborts its requests, so that nothing has to wait for an answer. */
export function abortedBy(http: Http, stopping: AbortSignal): Http {
  return {
    ...http,
    timeout(ms) {
      const either = new AbortController()
      const end = () => either.abort()
      for (const signal of [http.timeout(ms), stopping]) {
        if (signal.aborted) end()
        signal.addEventListener('abort', end, { signal: either.signal })
      }
      return either.signal
    }
  }
}
