import * as v from 'valibot'
import type { ConnectOptions } from '#lib/data/mqtt/connection.ts'

/** An account of the agent's own at the commune's server. */
export interface ServerAccount {
  /** `https://…`, without a slash at the end. */
  url: string
  name: string
  password: string
}

/** What a request came to. `away`: nobody answered, or not now; `signed-out`: the server does not take this account. */
export type ServerAnswer = { status: number; body: unknown } | { status: 'away' } | { status: 'signed-out' }

const pass = v.object({
  url: v.string(),
  clientId: v.string(),
  username: v.optional(v.string()),
  password: v.optional(v.string()),
  expiresAt: v.optional(v.string())
})

/** A pass is not used in its last minutes, ms. */
const marginMs = 5 * 60_000
const patienceMs = 30_000

/** Talks to the server with a session that is made when one is asked for, and again. */
export class ServerSession {
  #cookie: string | null = null
  #pass: { connectOptions: ConnectOptions; until: number } | null = null
  /** How far the server's clock is ahead, ms. */
  #ahead = 0
  readonly #ending = new AbortController()

  /** @param now Unix ms */
  constructor(
    private readonly account: ServerAccount,
    private readonly now: () => number
  ) {}

  /** JSON in and out. @param patience ms; a longpoll needs more than others */
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

  /** The commune's broker with a pass of today; null: none can be had now. @param request that says by which key it is asked */
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

  /** The time as the server has it, as far as it is known, Unix ms. */
  get serverNow(): number {
    return this.now() + this.#ahead
  }

  stop(): void {
    this.#ending.abort()
  }

  /** The broker does not take this pass any more, as after its restart. */
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

  /** The server's own word for the time is good to a second. */
  #compare({ headers }: Response) {
    const ahead = Date.parse(headers.get('date') ?? '') - this.now()
    if (Number.isFinite(ahead)) this.#ahead = Math.abs(ahead) > 2_000 ? ahead : 0
  }

  #request(method: string, path: string, body: unknown, patience: number): Promise<Response | null> {
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(this.#cookie && { cookie: this.#cookie })
    }
    const signal = AbortSignal.any([AbortSignal.timeout(patience), this.#ending.signal])
    const what = { method, headers, signal, ...(body !== undefined && { body: JSON.stringify(body) }) }
    return fetch(this.account.url + path, what).catch(() => null)
  }
}
