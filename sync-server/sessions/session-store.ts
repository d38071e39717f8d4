import type { ServerScope } from 'nano'
import { createPrivateDatabase, ignoreIfDone, nullIfMissing } from '../provision/apply.ts'
import type { SessionEnding } from '#lib/domain/access/session-ending.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { unitsOf } from '#lib/domain/roles.ts'
import { allRolesOf, fetchAccounts } from './accounts.ts'

/** The private database of sessions, shared by all gateways; of them only those ended by hand are backed up. */
export const sessionsDatabase = 'sessions'

/** The session of one account on one device, with a token for each of its open tabs. */
export interface DeviceSession {
  account: string
  device: string
  key: PublicKey
  /** SHA-256 of the cookie's value, base64url; null when ended. */
  cookie: string | null
  /** SHA-256 of each token, base64url, the latest last. */
  tokens: readonly string[]
  /** Nonces of the last requests with their times, Unix ms: none counts twice. */
  nonces: readonly { nonce: string; at: number }[]
  /** Time at which this device last proved the password, Unix ms, or null. */
  provedAt: number | null
  /** Set when somebody ended the session by hand: the device proves the password before it opens another. */
  asksPassword?: true
  /** By whom and when, beside `asksPassword`. */
  ending?: SessionEnding
  /** Time of the last opening or, within `seenEveryMs`, of the last request, Unix ms. */
  seenAt: number
}

type Kept = DeviceSession & { _id: string; _rev: string }

/** Keeps one document for each account and device. */
export class SessionStore {
  #made: Promise<void> | null = null

  constructor(private readonly server: ServerScope) {}

  async read(account: string, device: string): Promise<DeviceSession | null> {
    await this.ready()
    return nullIfMissing(this.#documents.get(idOf(account, device)))
  }

  /** Replaces a session by what `next` makes of it; of two writers at once, the later starts again. Null leaves it. */
  async change(
    account: string,
    device: string,
    next: (known: DeviceSession | null) => DeviceSession | null
  ): Promise<DeviceSession | null> {
    for (let tries = 8; ; tries--) {
      const known = (await this.read(account, device)) as Kept | null
      const changed = next(known)
      if (!changed) return known
      const kept = { ...changed, _id: idOf(account, device), ...(known && { _rev: known._rev }) }
      try {
        await this.#documents.insert(kept as Kept)
        return changed
      } catch (problem) {
        if (tries === 1 || (problem as { statusCode?: number }).statusCode !== 409) throw problem
      }
    }
  }

  /** Removes a session, unless it has been used again since it was read. @returns whether it is gone by this */
  async remove({ account, device, seenAt }: DeviceSession): Promise<boolean> {
    const known = (await this.read(account, device)) as Kept | null
    if (known?.seenAt !== seenAt) return false
    const gone = this.#documents.destroy(known._id, known._rev).then(() => true)
    return gone.catch((problem: unknown) => (ignoreIfDone(problem), false))
  }

  /** Returns all sessions of an account, or of everybody. */
  async all(account?: string): Promise<DeviceSession[]> {
    await this.ready()
    const of = account === undefined ? {} : { startkey: `${account} `, endkey: `${account}!` }
    const { rows } = await this.#documents.list({ include_docs: true, ...of })
    return rows.flatMap(({ doc }) => (doc && 'device' in doc ? [doc as Kept] : []))
  }

  /** Creates the database unless it exists. */
  ready(): Promise<void> {
    this.#made ??= createPrivateDatabase(this.server, sessionsDatabase)
    this.#made.catch(() => (this.#made = null))
    return this.#made
  }

  get #documents() {
    return this.server.use<DeviceSession>(sessionsDatabase)
  }
}

const idOf = (account: string, device: string) => `${account} ${device}`

/** Returns a session without its cookie and tokens; that its device proved the password stays. */
export const ended = (known: DeviceSession): DeviceSession => ({ ...known, cookie: null, tokens: [] })

/** Returns an ended session whose device must prove the password once more. */
export const endedByHand = (known: DeviceSession, ending: SessionEnding): DeviceSession => ({
  ...ended(known),
  asksPassword: true,
  ending
})

/**
 * Tells whether a device has proved the password since it was last asked for.
 * @param resetAt time of the last reset of the account's password, Unix ms
 */
export const isProvedSince = ({ provedAt, asksPassword }: DeviceSession, resetAt?: number): boolean =>
  !asksPassword && (resetAt === undefined || (provedAt ?? 0) >= resetAt)

/** Ends the sessions of an account; the running gateways close what is open. */
export async function endSessions(server: ServerScope, account: string): Promise<void> {
  const store = new SessionStore(server)
  await endAll(store, await store.all(account))
}

/** Ends the sessions of everybody with a role in these units, and of accounts that are no more. */
export async function endSessionsIn(server: ServerScope, units: readonly string[]): Promise<void> {
  const store = new SessionStore(server)
  const all = await store.all()
  const owners = await fetchAccounts(server, [...new Set(all.map(({ account }) => account))])
  const isMeant = ({ account }: DeviceSession) => {
    const owner = owners.get(account)
    return !owner || unitsOf(allRolesOf(owner)).some((unit) => units.includes(unit))
  }
  await endAll(store, all.filter(isMeant))
}

async function endAll(store: SessionStore, sessions: readonly DeviceSession[]): Promise<void> {
  for (const { account, device } of sessions)
    await store.change(account, device, (known) => known && ended(known))
}
