import * as v from 'valibot'
import type { ConnectOptions } from '#lib/data/mqtt/connection.ts'
import {
  NonceAnswer,
  type RootsByUnit,
  SessionAnswer,
  sessionRefusals,
  sessionRequest,
  type SessionState
} from '#lib/domain/access/session.ts'
import type { AgentKey } from '../shell/agent-key.ts'

/** The agent's own account at the commune's server. */
export interface ServerAccount {
  /** `https://…`, without a trailing slash. */
  url: string
  name: string
  key: AgentKey
  /** Only until the server knows the key. */
  password?: string | undefined
  /**
   * Runs whenever a session opens, with the ids of the root keys of its units, and its roles (`<unit>:<role>`);
   * `isProved`: the password opened it.
   */
  opened(roots: RootsByUnit, roles: readonly string[], isProved: boolean): void
}

/**
 * Outcome of a request. `away`: no answer, or not now; `signed-out`: the server wants a password, or another one;
 * `barred`: a commander has revoked this key or suspended its account.
 */
export type ServerAnswer = { status: number; body: unknown } | { status: 'away' | 'signed-out' | 'barred' }

/** The state of the agent's session, or why it has none. */
export type AgentStanding = SessionState | 'away' | 'signed-out'

type Opened = 'open' | 'away' | 'signed-out' | 'barred'

const refusal = v.object({ reason: v.picklist(sessionRefusals) })

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

/** Sends requests to the server; opens a session by the agent's key, and another when it ends. */
export class AgentSession {
  #cookie: string | null = null
  #token: string | null = null
  #state: SessionState | null = null
  #opening: Promise<Opened> | null = null
  /** Dropped once the server has called it wrong: it stays wrong until somebody writes another one. */
  #password: string | undefined
  #pass: { connectOptions: ConnectOptions; until: number } | null = null
  /** How far the server's clock is ahead of this one, ms. */
  #ahead = 0
  readonly #ending = new AbortController()

  /** @param now Unix ms */
  constructor(
    private readonly account: ServerAccount,
    private readonly now: () => number
  ) {
    this.#password = account.password
  }

  /** Sends and receives JSON. @param patience timeout, ms; a long poll needs more than the default */
  async ask(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    patience = patienceMs
  ): Promise<ServerAnswer> {
    for (const openedNow of [false, true]) {
      if (!this.#token) {
        const opened = await this.#open()
        if (opened !== 'open') return { status: opened }
      }
      const sent = this.#token
      const answer = await this.#fetch(method, path, body, patience)
      if (answer.status !== 401 || openedNow) return answer
      // Keeps a session that another step has opened meanwhile.
      if (this.#token === sent) this.#token = null
    }
    return { status: 'signed-out' }
  }

  /**
   * Tells what a commander lets this key do: until it is approved, the session only lets it introduce itself. Asks the
   * server unless it was approved.
   */
  async standing(): Promise<AgentStanding> {
    if (this.#token && this.#state === 'approved') return 'approved'
    const { status, ...answer } = await this.ask('GET', '/session')
    if (typeof status === 'string') return status
    const read = v.safeParse(SessionAnswer, status === 200 ? (answer as { body: unknown }).body : null)
    if (!read.success) return 'away'
    return (this.#state = read.output.state)
  }

  /** Returns a valid pass for the commune's broker; null when none is available. */
  async connectOptions(): Promise<ConnectOptions | null> {
    if (this.#pass && this.#pass.until > this.now()) return this.#pass.connectOptions
    const { status, ...answer } = await this.ask('POST', '/broker', {})
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

  /** Opens a session by the key, with the password only where the server asks for it; steps at once share it. */
  #open(): Promise<Opened> {
    this.#opening ??= this.#ask(undefined)
      .then((opened) => (opened === 'signed-out' && this.#password ? this.#ask(this.#password) : opened))
      .finally(() => (this.#opening = null))
    return this.#opening
  }

  async #ask(password: string | undefined): Promise<Opened> {
    const { url, name: account, key } = this.account
    const asked = await this.#request('GET', '/session/nonce', undefined, patienceMs)
    const told = v.safeParse(NonceAnswer, await asked?.json().catch(() => null))
    if (!told.success) return 'away'
    const p = sessionRequest({
      account,
      device: key.id,
      key: key.publicKey,
      nonce: told.output.nonce,
      origin: new URL(url).origin,
      ...(password !== undefined && { password })
    })
    const response = await this.#request('POST', '/session', { p, s: key.sign(p) }, patienceMs)
    if (response?.status === 401) {
      const why = v.safeParse(refusal, await response.json().catch(() => null))
      const reason = why.success ? why.output.reason : null
      if (reason === 'wrong-password') this.#password = undefined
      return reason === 'password' || reason === 'wrong-password' ? 'signed-out' : 'away'
    }
    const answer = v.safeParse(SessionAnswer, response?.ok ? await response.json().catch(() => null) : null)
    if (!answer.success) return 'away'
    const { state, roles, roots, token } = answer.output
    this.#state = state
    this.account.opened(roots, roles, password !== undefined)
    if (state === 'barred' || token === undefined) return 'barred'
    this.#cookie = response?.headers.get('set-cookie')?.split(';')[0] ?? null
    this.#token = token
    return 'open'
  }

  async #fetch(method: string, path: string, body: unknown, patience: number): Promise<ServerAnswer> {
    const response = await this.#request(method, path, body, patience)
    if (!response) return { status: 'away' }
    const { status } = response
    this.#compare(response)
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
      ...(this.#cookie && this.#token && { cookie: this.#cookie, 'x-antt': this.#token })
    }
    const signal = AbortSignal.any([AbortSignal.timeout(patience), this.#ending.signal])
    const what = { method, headers, signal, ...(body !== undefined && { body: JSON.stringify(body) }) }
    return fetch(this.account.url + path, what).catch(() => null)
  }
}
