/** An answer of the server, sorted by what it means for facts; anything that is not clearly CouchDB's is `trouble`. */
export type Answer =
  | { kind: 'ok'; body: unknown }
  | { kind: 'signed-out' | 'forbidden' | 'missing' }
  /** The request itself was not taken: 400, 413, or (as some servers say of an unreadable document) 500. */
  | { kind: 'rejected'; status: 400 | 413 | 500 }
  | { kind: 'unreachable' }
  /** Someone answered something unusable; `afterMs` when it said how long to wait. */
  | { kind: 'trouble'; afterMs: number }

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
export async function ask(http: Http, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
  const sentAt = http.deviceNow()
  try {
    const response = await http.fetch(`/db${path}`, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' })
      },
      signal: http.timeout(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const parsed = await readJson(response)
    const answer = sorted(response, parsed)
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

function sorted(response: Response, body: unknown): Answer {
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
  return { kind: 'trouble', afterMs: retryAfter(response.headers.get('retry-after')) }
}

function retryAfter(value: string | null): number {
  const seconds = Number(value)
  return value !== null && Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : 0
}
