import * as v from 'valibot'
import { namesIn } from '#lib/domain/access/joined-names.ts'
import { retryAfter } from '../http/retry-after.ts'
import type { ConnectOptions } from './connection.ts'
import type { RetryLater } from './link.ts'

const Pass = v.object({
  url: v.string(),
  clientId: v.string(),
  username: v.optional(v.string()),
  password: v.optional(v.string()),
  expiresAt: v.optional(v.pipe(v.string(), v.isoTimestamp()))
})
type Pass = v.InferOutput<typeof Pass>

export interface PassesDeps {
  account: string
  /** The endpoint that issues passes. */
  path: '/broker' | '/broker/alarm'
  fetch: typeof fetch
  timeout(ms: number): AbortSignal
  /** Unix ms of the device. */
  now(): number
  /** Returns the body of a request, JSON. */
  request(): Promise<string>
}

const patience = 10_000
/** The remaining validity below which a pass is not used any more, ms. */
const margin = 60_000

/** Keeps this page's pass for the broker; asks the server when there is no valid one. */
export class Passes {
  #pass: Pass | null = null

  constructor(private readonly parts: PassesDeps) {}

  async connectOptions(): Promise<ConnectOptions | RetryLater> {
    if (this.#pass && !this.#isOver(this.#pass)) return doorOf(this.#pass)
    this.#pass = null
    const answer = await this.#ask()
    if ('afterMs' in answer) return answer
    return doorOf((this.#pass = answer))
  }

  /** Drops the pass: the broker no longer accepts it, as after its restart. */
  drop(): void {
    this.#pass = null
  }

  async #ask(): Promise<Pass | RetryLater> {
    const { account, path, fetch, timeout, request } = this.parts
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: await request(),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: timeout(patience)
    })
    if (!response.ok) return { afterMs: retryAfter(response.headers) }
    const read = v.safeParse(Pass, await response.json())
    if (!read.success) return { afterMs: 0 }
    return namesIn(read.output.clientId)[0] === account ? read.output : { afterMs: 0 }
  }

  #isOver({ expiresAt }: Pass): boolean {
    return expiresAt !== undefined && Date.parse(expiresAt) - margin < this.parts.now()
  }
}

function doorOf({ url, clientId, username, password }: Pass): ConnectOptions {
  return { url, clientId, ...(username && { username }), ...(password && { password }) }
}
