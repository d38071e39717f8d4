import type { ServerScope } from 'nano'
import { serverSealIn, type ServerSeal } from '../admission/server-seal.ts'
import { createPrivateDatabase, ignoreIfDone, nullIfMissing } from '../provision/apply.ts'
import { unitsOf } from '#lib/domain/roles.ts'
import { allRolesOf, fetchAccounts } from './accounts.ts'
import { ended, type DeviceSession, type NumberedSession } from './device-session.ts'
import { SessionMemory } from './session-memory.ts'

/** The private database of sessions, shared by all gateways; of them only those ended by hand are backed up. */
export const sessionsDatabase = 'sessions'

type Kept = NumberedSession & { _id: string; _rev: string; seal: string }

/** Decides which documents are believed: by this server's seal, and by the ends that it has seen. */
export interface SessionTrust {
  seal: ServerSeal
  memory: SessionMemory
}

/** Opens both in a data folder. */
export const sessionTrustIn = (dataDir: string): SessionTrust => ({
  seal: serverSealIn(dataDir),
  memory: new SessionMemory(dataDir)
})

/**
 * Keeps one document for each account and device, and believes those alone that bear this server's seal: CouchDB's
 * administrator writes any other. An ended session that was seen once stays so whatever lies in CouchDB.
 */
export class SessionStore {
  #made: Promise<void> | null = null

  /** @param now Unix ms */
  constructor(
    private readonly server: ServerScope,
    readonly trust: SessionTrust,
    private readonly now: () => number
  ) {}

  async read(account: string, device: string): Promise<DeviceSession | null> {
    return (await this.#fetch(account, device)).session
  }

  /** Replaces a session by what `next` makes of it; of two writers at once, the later starts again. Null leaves it. */
  async change(
    account: string,
    device: string,
    next: (known: DeviceSession | null) => DeviceSession | null
  ): Promise<DeviceSession | null> {
    for (let tries = 8; ; tries--) {
      const { session: known, rev } = await this.#fetch(account, device)
      const changed = next(known)
      if (!changed) return known
      try {
        await this.#write(changed, known?.number ?? 0, rev)
        return changed
      } catch (problem) {
        if (tries === 1 || (problem as { statusCode?: number }).statusCode !== 409) throw problem
      }
    }
  }

  /** Removes a session, unless it has been used again since it was read. @returns whether it is gone by this */
  async remove({ account, device, seenAt }: DeviceSession): Promise<boolean> {
    const { session, rev } = await this.#fetch(account, device)
    if (session?.seenAt !== seenAt) return false
    await this.trust.memory.forget(account, device)
    if (rev === undefined) return true
    const gone = this.#documents.destroy(idOf(account, device), rev).then(() => true)
    return gone.catch((problem: unknown) => (ignoreIfDone(problem), false))
  }

  /** Returns all sessions of an account, or of everybody. */
  async all(account?: string): Promise<DeviceSession[]> {
    await this.ready()
    const of = account === undefined ? {} : { startkey: `${account} `, endkey: `${account}!` }
    const { rows } = await this.#documents.list({ include_docs: true, ...of })
    const found = new Map<string, NumberedSession>()
    for (const ending of this.trust.memory.endings(account))
      found.set(idOf(ending.account, ending.device), ending)
    for (const { id, doc } of rows) {
      const [account = '', device = ''] = id.split(' ')
      const believed = await this.#believed(account, device, doc ?? null)
      if (believed) found.set(id, believed)
    }
    return [...found.values()]
  }

  /** Returns the proof of a reset of an account's password, to lie beside the password. @param at Unix ms */
  reset(account: string, at: number): ResetRecord {
    return { resetAt: at, resetSeal: this.trust.seal.of('password-reset', [account, at]) }
  }

  /** Returns when an account's password was last reset, Unix ms: by the proof in its document, or as this server remembers. */
  async resetOf(account: string, owner: Partial<ResetRecord>): Promise<number | undefined> {
    const { memory } = this.trust
    if (this.isReset(account, owner)) await memory.noteReset(account, owner.resetAt)
    return memory.resetOf(account)
  }

  /** Tells whether an account's document proves a reset of its password. */
  isReset(account: string, owner: Partial<ResetRecord>): owner is ResetRecord {
    const { resetAt, resetSeal } = owner
    return resetAt !== undefined && this.trust.seal.isRight('password-reset', [account, resetAt], resetSeal)
  }

  /**
   * Seals what a restore brought: that a session was ended by hand, under another server's seal. Of what such a document says
   * else nothing is believed.
   */
  async adopt(): Promise<void> {
    await this.ready()
    const { rows } = await this.#documents.list({ include_docs: true })
    for (const { id, value, doc } of rows) {
      const [account = '', device = ''] = id.split(' ')
      if (!doc?.asksPassword || isSealed(doc, account, device, this.trust.seal)) continue
      const { key, ending, seenAt } = doc
      const closed = { cookie: null, tokens: [], nonces: [], provedAt: null, asksPassword: true as const }
      const session = { account, device, key, ...closed, ...(ending && { ending }), seenAt }
      const last = this.trust.memory.endingOf(account, device)?.number ?? 0
      await this.#write(session, last, value.rev).catch(ignoreIfDone)
    }
  }

  /** Creates the database unless it exists. */
  ready(): Promise<void> {
    this.#made ??= createPrivateDatabase(this.server, sessionsDatabase)
    this.#made.catch(() => (this.#made = null))
    return this.#made
  }

  async #fetch(
    account: string,
    device: string
  ): Promise<{ session: NumberedSession | null; rev: string | undefined }> {
    await this.ready()
    const doc = await nullIfMissing(this.#documents.get(idOf(account, device)))
    return { session: await this.#believed(account, device, doc), rev: doc?._rev }
  }

  /** Returns the later of what lies in CouchDB under the right seal and what was seen to end. */
  async #believed(account: string, device: string, doc: Kept | null): Promise<NumberedSession | null> {
    const { seal, memory } = this.trust
    const ending = memory.endingOf(account, device) ?? null
    if (!doc || !isSealed(doc, account, device, seal)) return ending
    if (ending && doc.number < ending.number) return ending
    const { _id, _rev, seal: _seal, ...session } = doc
    if (session.cookie === null) await memory.noteEnding(session)
    return session
  }

  /** Writes a session, and remembers it if it is ended. @param last the greatest number that is known of it */
  async #write(session: DeviceSession, last: number, rev: string | undefined): Promise<void> {
    // By the clock, so that no number comes back where a database was lost.
    const numbered = { ...session, number: Math.max(this.now(), last + 1) }
    const { account, device } = session
    const seal = this.trust.seal.of('session', sealedValues(numbered))
    const doc = { ...numbered, seal, _id: idOf(account, device), ...(rev !== undefined && { _rev: rev }) }
    await this.#documents.insert(doc as Kept)
    if (session.cookie === null) await this.trust.memory.noteEnding(numbered)
  }

  get #documents() {
    return this.server.use<Kept>(sessionsDatabase)
  }
}

/** When a password was reset, Unix ms, and the server's proof. */
export interface ResetRecord {
  resetAt: number
  resetSeal: string
}

/** Returns all that a session says, its document's id included: no seal is right for another device or account. */
function sealedValues({ key, nonces, ending, ...session }: NumberedSession): unknown[] {
  const { account, device, number, cookie, tokens, provedAt, asksPassword = false, seenAt } = session
  const by = ending ? [ending.by, ending.on, ending.at] : null
  const used = nonces.map(({ nonce, at }) => [nonce, at])
  const keyValues = [key.kty, key.crv, key.x, key.y]
  return [account, device, number, keyValues, cookie, tokens, used, provedAt, asksPassword, by, seenAt]
}

function isSealed(doc: Kept, account: string, device: string, seal: ServerSeal): boolean {
  if (doc.account !== account || doc.device !== device) return false
  try {
    return seal.isRight('session', sealedValues(doc), doc.seal)
  } catch {
    // Of another shape.
    return false
  }
}

const idOf = (account: string, device: string) => `${account} ${device}`

/** Ends the sessions of an account; the running gateways close what is open. */
export async function endSessions(store: SessionStore, account: string): Promise<void> {
  await endAll(store, await store.all(account))
}

/** Ends the sessions of everybody with a role in these units, and of accounts that are no more. */
export async function endSessionsIn(
  server: ServerScope,
  store: SessionStore,
  units: readonly string[]
): Promise<void> {
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
