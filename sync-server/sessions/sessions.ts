import type { IncomingMessage } from 'node:http'
import type { Couch } from '../couch.ts'
import type { Directories } from '../directories.ts'
import { follow } from '../follow.ts'
import { addressOf } from '../gateway/address.ts'
import { charge } from '../gateway/turns/turn-of.ts'
import { Turns } from '../gateway/turns/turns.ts'
import { allRolesOf, readAccount, type Account } from './accounts.ts'
import { cookiesIn, credentialsOf, digest } from './credentials.ts'
import type { Holder } from './holder.ts'
import { KnownCookies } from './known-cookies.ts'
import { ended, endedByHand, isProvedSince, type DeviceSession } from './device-session.ts'
import { sessionsDatabase, type SessionStore } from './session-store.ts'
import { readStanding } from './standing.ts'

/** Knows whose a request is, and ends sessions. */
export interface Sessions {
  /** Returns the holder of a request's session; null when there is none. @throws when CouchDB gives no answer */
  holderOf(incoming: IncomingMessage): Promise<Holder | null>
  /**
   * Returns whose cookie a request bears, where that is remembered as an approved device's; it says nothing of what they may
   * do. A device that waits has none: a password makes as many of those as it likes.
   */
  remembered(incoming: IncomingMessage): string | null
  /** Reads a session that was just opened, so that its first requests count as its own. */
  learn(account: string, device: string, incoming: IncomingMessage): Promise<void>
  /** Asks CouchDB anew at the next request of a device, whose session has changed. */
  changed(account: string, device: string): void
  /** Ends the session of one tab; the last one ends the device's cookie too. */
  leave(incoming: IncomingMessage): Promise<void>
  /** Ends the session of a device, or of all devices of an account. */
  end(account: string, device?: string): Promise<void>
  /**
   * Ends the session of a device by the hand of an account; the device must then prove the password before it opens another, whatever its key proves.
   * @param unknown what to keep of a device that has had no session here; null: nothing
   * @returns false when there is nothing to end
   */
  endByHand(
    account: string,
    device: string,
    by: Pick<Holder, 'account' | 'device'>,
    unknown: DeviceSession | null
  ): Promise<boolean>
  /** Takes note of what other gateways, and commands, do to sessions; returns a function that stops it. */
  watch(): () => Promise<void>
}

export interface SessionsDeps {
  couch: Couch
  store: SessionStore
  directories: Pick<Directories, 'of'>
  /** Ends what a device has open here: answers, passes to the broker. */
  shutOut(account: string, device: string): Promise<void>
  /** Unix ms. */
  now(): number
}

/** How long a session read from CouchDB counts, ms: a phone asks several times at once. */
const freshMs = 3_000
const remembered = 10_000
/** Units that it costs to ask CouchDB whose a session is. */
const perLookup = 5
/** Interval at which the time of a session's last request is written, ms. */
const seenEveryMs = 10 * 60_000

interface Known {
  session: DeviceSession
  account: Account
  resetAt: number | undefined
  at: number
}

/** Remembers sessions and accounts for a moment; approvals and revocations count as they are at each request. */
export function sessionsOf({ couch, store, directories, shutOut, now }: SessionsDeps): Sessions {
  // Asks CouchDB no more than a few times at once about the sessions that strangers at one address name.
  const lookups = new Turns(8, 256)
  const known = new Map<string, Known>()
  const reading = new Map<string, object>()
  const cookies = new KnownCookies()

  /** Remembers what it reads, unless that changes meanwhile. */
  async function read(account: string, device: string, incoming: IncomingMessage): Promise<Known | null> {
    const end = await lookups.begin(sessions.remembered(incoming) ?? addressOf(incoming))
    if (!end) throw new Error('too many ask from there who they are')
    const who = `${account} ${device}`
    const mine = {}
    reading.set(who, mine)
    charge(incoming, perLookup)
    const asked = Promise.all([store.read(account, device), readAccount(couch.nano, account)])
    const [session, owner] = await asked.finally(end)
    const resetAt = owner ? await store.resetOf(account, owner) : undefined
    const isLatest = reading.get(who) === mine
    if (isLatest) reading.delete(who)
    if (!session || !owner) return null
    const fresh = { session, account: owner, resetAt, at: now() }
    if (!isLatest) return fresh
    known.set(who, fresh)
    const [oldest] = known.keys()
    if (known.size > remembered) known.delete(oldest!)
    return fresh
  }

  /** Tells what a device may do now, and remembers its cookie for as long as it is approved. */
  async function standingOf({ session, account: owner }: Known) {
    const { account, device } = session
    const standing = await readStanding(allRolesOf(owner), account, device, directories, now())
    if (standing.state === 'approved') cookies.learn(session)
    else cookies.forget(account, device)
    return standing
  }

  async function shut(account: string, device: string): Promise<void> {
    cookies.forget(account, device)
    await shutOut(account, device)
  }

  /** Writes now and then that a session is used; nobody waits for that. */
  function noteSeen({ session }: Known): void {
    const { account, device, seenAt } = session
    const at = now()
    if (at - seenAt < seenEveryMs) return
    session.seenAt = at
    const isDue = (there: DeviceSession) => there.cookie !== null && at - there.seenAt >= seenEveryMs
    const seen = (there: DeviceSession | null) => (there && isDue(there) ? { ...there, seenAt: at } : null)
    store.change(account, device, seen).catch(() => {})
  }
  const isFresh = ({ at }: Known) => Math.abs(now() - at) < freshMs

  const sessions: Sessions = {
    async holderOf(incoming) {
      const asked = credentialsOf(incoming)
      if (!asked) return null
      const { account, device } = asked
      const fits = ({ session, resetAt }: Known) =>
        session.cookie === digest(asked.cookie) &&
        session.tokens.includes(digest(asked.token)) &&
        isProvedSince(session, resetAt)
      const kept = known.get(`${account} ${device}`)
      // A tab may have opened its session at another gateway a moment ago.
      const there = kept && isFresh(kept) && fits(kept) ? kept : await read(account, device, incoming)
      if (!there || !fits(there)) return null
      noteSeen(there)
      const { state, roles, past } = await standingOf(there)
      return state === 'barred' ? null : { account, device, key: there.session.key, state, roles, past }
    },
    remembered: ({ headers }) =>
      cookiesIn(headers.cookie)
        .map((cookie) => cookies.deviceOf(digest(cookie)))
        .find((who) => who !== undefined) ?? null,
    async learn(account, device, incoming) {
      const there = await read(account, device, incoming)
      if (there) await standingOf(there)
    },
    changed(account, device) {
      known.delete(`${account} ${device}`)
      reading.delete(`${account} ${device}`)
    },
    watch: () =>
      follow(
        couch.nano,
        sessionsDatabase,
        async (ids) => {
          for (const id of ids) {
            const [account = '', device = ''] = id.split(' ')
            sessions.changed(account, device)
            const there = await store.read(account, device)
            if (!there?.cookie) await shut(account, device)
          }
        },
        'now'
      ),
    async leave(incoming) {
      const asked = credentialsOf(incoming)
      if (!asked || !(await sessions.holderOf(incoming))) return
      const { account, device } = asked
      const left = await store.change(account, device, (session) => {
        const tokens = session?.tokens.filter((token) => token !== digest(asked.token)) ?? []
        return session && (tokens.length > 0 ? { ...session, tokens } : ended(session))
      })
      sessions.changed(account, device)
      if (left?.cookie === null) await shut(account, device)
    },
    async end(account, device) {
      const all = await store.all(account)
      for (const session of all.filter((one) => device === undefined || one.device === device)) {
        await store.change(account, session.device, (there) => there && ended(there))
        sessions.changed(account, session.device)
        await shut(account, session.device)
      }
    },
    async endByHand(account, device, by, unknown) {
      const there = await store.change(account, device, (session) => {
        const from = session ?? unknown
        return from && endedByHand(from, { by: by.account, on: by.device, at: now() })
      })
      sessions.changed(account, device)
      if (there) await shut(account, device)
      return there !== null
    }
  }
  return sessions
}
