import * as v from 'valibot'
import type { ConnectOptions } from '#lib/data/mqtt/connection.ts'

/** The agent's own account at the commune's server. */
export interface ServerAccount {
  /** `https://…`, without a trailing slash. */
  url: string
  name: string
  password: string
}

/** Outcome of a request. `away`: no answer, or not now; `signed-out`: the server rejects this account. */
export type ServerAnswer = { status: number; body: unknown } | { status: 'away' } | { status: 'signed-out' }

const pass = v.object({
  url: v.string(),
  clientId: v.string(),
  username: v.optional(v.string()),
  password: v.optional(v.string()),
  expiresAt: v.optional(v.string())
})

/** Renew a pass this long before it expires, ms. */
const marginMs = 5 * 60_000
const patienceMs = 30_000

/** Sends requests to the server; signs in on demand, and again when the session ends. */
export class ServerSession {
  #cookie: string | null = null
  #pass: { connectOptions: ConnectOptions; until: number } | null = null
  /** How far the server's clock is ahead of this one, ms. */
  #ahead = 0
  readonly #ending = new AbortController()

  /** @param now Unix ms */
  constructor(
    private readonly account: ServerAccount,
    private readonly now: () => number
  ) {}

  /** Sends and receives JSON. @param patience timeout, ms; a long poll needs more than the default */
  async ask(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    patience = patienceMs
  ): Promise<ServerAnswer> {
    for (const signedInNow of [false, true]) {
      if (!this.#cookie) {
        const signedIn = await this.#signIn()
        if (signedIn !== 'yes') return { status: signedIn }
      }
      const answer = await this.#fetch(method, path, body, patience)
      if (answer.status !== 401 || signedInNow) return answer
      this.#cookie = null
    }
    return { status: 'signed-out' }
  }

  /** Returns a valid pass for the commune's broker; null when none is available. @param request states which key asks */
  async connectOptions(request: object): Promise<ConnectOptions | null> {
    if (this.#pass && this.#pass.until > this.now()) return this.#pass.connectOptions
    const { status, ...answer } = await this.ask('POST', '/broker', request)
    const read = v.safeParse(pass, status === 200 ? (answer as { body: unknown }).body : null)
    if (!read.success) return null
    const { url, clientId, username, password, expiresAt } = read.output
    const connectOptions = { url, clientId, ...(username && { username }), ...(password && { password }) }
    this.#pass = { connectOptions, until: expiresAt ? Date.parse(expiresAt) - marginMs : 0 }
    return connectOptions
  }

  /** Current time by the server's clock, as far as it is known, Unix ms. */
  get serverNow(): number {
    return this.now() + this.#ahead
  }

  stop(): void {
    this.#ending.abort()
  }

  /** Discards a pass that the broker rejects, for example after its restart. */
  forgetPass(): void {
    this.#pass = null
  }

  async #signIn(): Promise<'yes' | 'away' | 'signed-out'> {
    const { name, password } = this.account
    const response = await this.#request('POST', '/db/_session', { name, password }, patienceMs)
    if (!response || (response.status !== 401 && !response.ok)) return 'away'
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? null
    return response.ok && this.#cookie ? 'yes' : 'signed-out'
  }

  async #fetch(method: string, path: string, body: unknown, patience: number): Promise<ServerAnswer> {
    const response = await this.#request(method, path, body, patience)
    if (!response) return { status: 'away' }
    const { status } = response
    this.#compare(response)
    const renewed = response.headers.get('set-cookie')?.split(';')[0]
    if (renewed) this.#cookie = renewed
    return { status, body: await response.json().catch(() => null) }
  }

  /** Compares the clocks by the Date header, which has a resolution of one second; differences up to 2 s are ignored. */
  #compare({ headers }: Response) {
    const ahead = Date.parse(headers.get('date') ?? '') - this.now()
    if (Number.isFinite(ahead)) this.#ahead = Math.abs(ahead) > 2_000 ? ahead : 0
  }

  #request(method: string, path: string, body: unknown, patience: number): Promise<Response | null> {
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      // Tells the server that a program of ours asks.
      'x-antt': '1',
      ...(this.#cookie && { cookie: this.#cookie })
    }
    const signal = AbortSignal.any([AbortSignal.timeout(patience), this.#ending.signal])
    const what = { method, headers, signal, ...(body !== undefined && { body: JSON.stringify(body) }) }
    return fetch(this.account.url + path, what).catch(() => null)
  }
}
