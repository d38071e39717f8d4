import type { IncomingMessage } from 'node:http'
import type { ServerScope } from 'nano'
import { SessionRequest } from '#lib/domain/access/session.ts'
import { opened } from '#lib/domain/gates/contract/envelope.ts'
import type { Directories } from '../../../sync-server/directories.ts'
import type { Roots } from '../../../sync-server/directory/roots.ts'
import { serverSealWith } from '../../../sync-server/admission/server-seal.ts'
import { accountId, type Account } from '../../../sync-server/sessions/accounts.ts'
import { cookieLine, tokenText } from '../../../sync-server/sessions/credentials.ts'
import type { Holder } from '../../../sync-server/sessions/holder.ts'
import { nonces } from '../../../sync-server/sessions/nonces.ts'
import { openSession, type OpenSessionDeps } from '../../../sync-server/sessions/open-session.ts'
import { SessionMemory } from '../../../sync-server/sessions/session-memory.ts'
import { SessionStore } from '../../../sync-server/sessions/session-store.ts'
import { sessionsOf, type Sessions } from '../../../sync-server/sessions/sessions.ts'
import { memoryNano } from './memory-nano.ts'
import { ok, wrong, type Answered, type Asked } from './answers.ts'

export const origin = 'https://may-chu'

/** An account as the model's server keeps it. */
export interface MemberAccount extends Account {
  held: readonly string[]
  password: string
}

/** The gateway's own sessions, with accounts and passwords in memory. */
export class SessionModel {
  readonly accounts = new Map<string, MemberAccount>()
  readonly #sessions: Sessions
  readonly #deps: OpenSessionDeps

  constructor(directories: Pick<Directories, 'of'>, roots: Pick<Roots, 'rootOf'>, now: () => number) {
    const proved = (name: string, account: MemberAccount) =>
      account.resetAt === undefined ? account : { ...account, ...store.reset(name, account.resetAt) }
    const nano = withAccounts(memoryNano(), this.accounts, proved)
    const couch = { nano } as OpenSessionDeps['couch']
    const trust = { seal: serverSealWith(Buffer.alloc(32)), memory: new SessionMemory(null) }
    const store = new SessionStore(nano, trust, now)
    const shared = { couch, store, directories, now }
    this.#sessions = sessionsOf({ ...shared, shutOut: async () => {} })
    const passwords: OpenSessionDeps['passwords'] = {
      check: async (name, password) => ({
        code: this.accounts.get(name)?.password === password ? 'right' : 'wrong'
      })
    }
    this.#deps = { ...shared, roots, passwords, nonces: nonces(Buffer.alloc(32), now) }
  }

  holderOf(asked: Asked): Promise<Holder | null> {
    return this.#sessions.holderOf(incoming(asked))
  }

  async answer(asked: Asked): Promise<Answered> {
    if (asked.path === '/session/nonce') return ok({ nonce: this.#deps.nonces.next() })
    if (asked.method === 'POST') return this.#open(asked)
    const remembered = await this.holderOf(asked)
    if (remembered) this.#sessions.changed(remembered.account, remembered.device)
    const holder = remembered && (await this.holderOf(asked))
    if (!holder) return wrong(401, 'unauthorized', 'no session')
    const { account, state, roles } = holder
    return ok({ account, state, roles: [...roles] })
  }

  /** Ends the sessions of an account, or of everybody. */
  async end(account?: string): Promise<void> {
    for (const one of account ? [account] : this.accounts.keys()) await this.#sessions.end(one)
  }

  async #open(asked: Asked): Promise<Answered> {
    const request = opened(asked.body ?? '', SessionRequest)
    if (!request) return wrong(400, 'bad_request')
    const { account, device } = request.body
    const way = { origin, address: '', cookie: cookieIn(asked.cookie) }
    const result = await openSession({ ...request, ...way }, this.#deps)
    if (result.code === 'barred') return ok({ account, state: 'barred', roles: [] })
    if (result.code === 'refused') return wrong(401, 'unauthorized', result.why)
    if (result.code !== 'open') return wrong(502, 'bad_gateway', result.code)
    this.#sessions.changed(account, device)
    const { state, roles, roots, token, cookie } = result
    const [pair] = cookieLine(incoming(asked), device, cookie).split(';')
    return {
      ...ok({ account, state, roles, roots, token: tokenText(account, device, token) }),
      cookie: pair!
    }
  }
}

const cookieIn = (pair?: string) => pair?.slice(pair.indexOf('=') + 1)

const incoming = ({ token, cookie }: Asked) =>
  ({ headers: { 'x-antt': token, cookie }, socket: {} }) as unknown as IncomingMessage

/** Lets the accounts be read where provisioning keeps them. */
function withAccounts(
  nano: ServerScope,
  accounts: ReadonlyMap<string, MemberAccount>,
  proved: (name: string, account: MemberAccount) => MemberAccount
): ServerScope {
  const users = {
    async get(id: string) {
      for (const [name, account] of accounts) if (accountId(name) === id) return proved(name, account)
      throw Object.assign(new Error('no account'), { statusCode: 404 })
    }
  }
  return { ...nano, use: (name: string) => (name === '_users' ? users : nano.use(name)) } as never
}
