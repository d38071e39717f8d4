import * as v from 'valibot'
import { isOlderVersion } from '#lib/domain/access/app-version.ts'
import {
  NonceAnswer,
  SessionAnswer,
  maxPassword,
  sessionRequest,
  type RootsByUnit,
  type SessionState
} from '#lib/domain/access/session.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { DeviceKey } from '#lib/ports/keys.ts'
import { fetchWithToken, tokenHeader } from './fetch-with-token.ts'
import { abortedBy, askServer, type Http, type HttpAnswer } from './http.ts'

export interface ServerSessionDeps {
  /** Without a session; this class adds it. */
  http: Http
  account: string
  device: DeviceKey
  /** The server's origin: a signed request counts there alone. */
  origin: string
  /** The version of this build; absent: no server calls it too old. */
  version?: string
  /** Just typed; tried once. */
  password?: string | undefined
  /** Takes the place of a one-time password. */
  wanted?: string | undefined
}

/** Whether there is a session now, and what it may do; otherwise why not. */
export type SessionStatus =
  | { kind: 'open'; state: SessionState; roles: readonly string[]; roots: RootsByUnit }
  /** `ending`: see `askSessionEnding`. */
  | { kind: 'password'; ending?: unknown }
  | { kind: 'wrong-password' }
  /** The password is right, and opens nothing before it is replaced: by nothing yet, or by a weak one. */
  | { kind: 'one-time' | 'weak-password' }
  /** The server no longer understands this build; what it would exchange waits. */
  | { kind: 'outdated' }
  | Exclude<HttpAnswer, { kind: 'ok' }>

/**
 * This tab's session with the server, proved by the device's key. Its token is held in memory alone, so that a locked or
 * closed tab has none; it is renewed by the key, whenever the server asks for that.
 */
export class ServerSession {
  #token: string | null = null
  #opening: Promise<SessionStatus> | null = null
  #password: string | undefined
  #isLeft = false
  /** Runs with the root keys that the server names; `isProved`: it has just taken the password. */
  named: ((roots: RootsByUnit, isProved: boolean) => void) | undefined
  /** The oldest version that the server understands, as it said last. */
  #oldestApp = ''

  constructor(private readonly deps: ServerSessionDeps) {
    this.#password = deps.password
  }

  /** The same connection to the server, with this session in each request. */
  get http(): Http {
    return { ...this.deps.http, fetch: this.fetch }
  }

  /** Sends a request with the session; opens it first, and once more when the server has ended it. */
  readonly fetch: typeof fetch = fetchWithToken(
    (input, init) => this.deps.http.fetch(input, init),
    (refused) => this.token(refused)
  )

  /**
   * Returns the token of this session; opens one if there is none. @param refused the token that the server knows no more
   * @returns null when there is none now
   * @throws when nobody answers
   */
  async token(refused?: string): Promise<string | null> {
    // Keeps a session that another request has opened meanwhile.
    if (refused !== undefined && this.#token === refused) this.#token = null
    if (this.#token === null && (await this.open()).kind === 'unreachable')
      throw new TypeError('the server does not answer')
    return this.#token
  }

  /** Tells whether the server has said that it no longer understands this build. */
  get isOutdated(): boolean {
    return isOlderVersion(this.deps.version ?? '', this.#oldestApp)
  }

  /** Asks the server what this session may do now, and opens one if there is none. */
  async status(stopping = new AbortController().signal): Promise<SessionStatus> {
    const status = await this.#statusNow(stopping)
    return this.isOutdated && status.kind !== 'unreachable' ? { kind: 'outdated' } : status
  }

  async #statusNow(stopping: AbortSignal): Promise<SessionStatus> {
    const http = abortedBy(this.deps.http, stopping)
    if (this.#token === null) return this.open(http)
    const sent = this.#token
    const answer = await askServer(http, 'GET', '/session', undefined, this.#headers())
    if (answer.kind === 'signed-out') {
      if (this.#token === sent) this.#token = null
      return this.#token === null ? this.open(http) : this.#statusNow(stopping)
    }
    return answer.kind === 'ok' ? this.#read(answer.body) : answer
  }

  /** Opens a session; two callers at once share it. */
  open(http = this.deps.http): Promise<SessionStatus> {
    this.#opening ??= this.#open(http).finally(() => (this.#opening = null))
    return this.#opening
  }

  /** Ends this tab's session here at once and for good, and at the server as soon as it hears of it. */
  async leave(): Promise<void> {
    this.#isLeft = true
    const headers = this.#headers()
    const had = this.#token !== null
    this.#token = null
    const { http } = this.deps
    if (had)
      await http
        .fetch('/session', { method: 'DELETE', headers, credentials: 'same-origin', keepalive: true })
        .catch(() => {})
  }

  async #open(http: Http): Promise<SessionStatus> {
    const { account, device, origin, wanted } = this.deps
    if (this.#isLeft) return { kind: 'signed-out' }
    const asked = await askServer(http, 'GET', '/session/nonce')
    if (asked.kind !== 'ok') return asked
    const told = v.safeParse(NonceAnswer, asked.body)
    if (!told.success) return { kind: 'trouble', afterMs: 0 }
    // The session is opened all the same: gates obey this build still.
    this.#oldestApp = told.output.oldestApp ?? ''
    const password = this.#password
    this.#password = undefined
    // The server reads no longer one.
    if (password !== undefined && password.length > maxPassword) return { kind: 'wrong-password' }
    const p = sessionRequest({
      ...{ account, device: device.id, key: device.publicKey, nonce: told.output.nonce, origin },
      ...(password !== undefined && { password, ...(wanted !== undefined && { wanted }) })
    })
    const answer = await askServer(http, 'POST', '/session', { p, s: await device.sign(p) })
    if (answer.kind === 'ok') return this.#read(answer.body, password !== undefined)
    // Without an answer the password was perhaps not tried.
    if (answer.kind === 'unreachable' || answer.kind === 'trouble') this.#password = password
    if (answer.kind !== 'signed-out') return answer
    if (answer.reason === 'wrong-password') return { kind: 'wrong-password' }
    if (answer.reason === 'one-time' || answer.reason === 'weak-password') return { kind: answer.reason }
    if (answer.reason !== 'password') return { kind: 'trouble', afterMs: 0 }
    return { kind: 'password', ending: answer.ending }
  }

  #read(body: unknown, isProved = false): SessionStatus {
    const answer = v.safeParse(SessionAnswer, body)
    if (!answer.success) return { kind: 'trouble', afterMs: 0 }
    const { state, roles, roots, token, oldestApp } = answer.output
    if (oldestApp !== undefined) this.#oldestApp = oldestApp
    if (state === 'barred') this.#token = null
    else if (token !== undefined && !this.#isLeft) this.#token = token
    this.named?.(roots, isProved)
    return { kind: 'open', state, roles, roots }
  }

  #headers(): Record<string, string> {
    return this.#token === null ? {} : tokenHeader(this.#token)
  }
}
