import { retryAfter } from './retry-after.ts'

/** An answer of the server, sorted by what it means for facts; anything that is not clearly CouchDB's is `trouble`. */
export type HttpAnswer =
  | { kind: 'ok'; body: unknown }
  | { kind: 'signed-out' | 'forbidden' | 'missing' }
  /** The request itself was not taken: 400, 413, or (as some servers say of an unreadable document) 500. */
  | { kind: 'rejected'; status: 400 | 413 | 500 }
  | { kind: 'unreachable' }
  /** Someone answered something unusable; `afterMs` when it said how long to wait; `portal`: a page of the network's own. */
  | { kind: 'trouble'; afterMs: number; portal?: true }

export interface Http {
  fetch: typeof fetch
  /** Milliseconds, monotonic enough for a timeout. */
  timeout(ms: number): AbortSignal
  /** Told the `Date` of every answer that is really the server's, Unix ms, and when it was asked for by the device. */
  learn(serverMs: number, sentAt: number): void
  /** Unix ms, put right by the server. */
  now(): number
  /** Unix ms as the device has it. */
  deviceNow(): number
}

const patience = 60_000

/** One request to CouchDB under `/db`; it never throws. */
export function askDatabase(
  http: Http,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown
): Promise<HttpAnswer> {
  return askServer(http, method, `/db${path}`, body)
}

/** One request to a door of the server that answers in CouchDB's way; it never throws. */
export async function askServer(
  http: Http,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown
): Promise<HttpAnswer> {
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  const headers = {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' })
  }
  return answerTo(http, path, { method, headers, ...init }, async (response) =>
    sorted(response, await readJson(response))
  )
}

/** GET of a file at a document: its bytes, or why not; it never throws. */
export async function askBytes(
  http: Http,
  path: string
): Promise<{ kind: 'ok'; body: Uint8Array<ArrayBuffer> } | Exclude<HttpAnswer, { kind: 'ok' }>> {
  return answerTo(http, `/db${path}`, { method: 'GET', headers: {} }, async (response) => {
    // A portal answers 200 too, with a page of its own.
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
      // One that is followed would end at a page of the network's own; so it can be told.
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

/** Null when the text is not JSON: a portal's page, or an answer cut short. */
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
  if (couch && 'error' in body) {
    if (status === 401) return { kind: 'signed-out' }
    if (status === 403) return { kind: 'forbidden' }
    if (status === 404) return { kind: 'missing' }
    if (status === 400 || status === 500) return { kind: 'rejected', status }
  }
  if (status === 413) return { kind: 'rejected', status }
  const afterMs = retryAfter(response.headers)
  return { kind: 'trouble', afterMs, ...(isPortal(response) && { portal: true }) }
}

/** Our server leads nowhere else, and answers under `/db` with no page but where something before it is broken, and then with another status. */
function isPortal({ type, status, headers }: Response): boolean {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return true
  return (status === 200 || status === 511) && !!headers.get('content-type')?.startsWith('text/html')
}

/** The same way to the server; what is under way on it ends with `stopping`, so that nothing has to wait for an answer. */
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
