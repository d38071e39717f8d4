import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { joinNames, namesIn } from '#lib/domain/access/joined-names.ts'
import type { Rights } from './rights.ts'

/** Temporary credentials for the broker, for one connection at a time. */
export interface Pass {
  username: string
  password: string
  /** The only client id that a connection with it may use. */
  clientId: string
  /** Unix ms. */
  expiresAt: number
}

/** Whom a pass is for. */
export interface PassHolder {
  account: string
  /** Id of the key that asked for it. */
  device: string
}

/** The broker as this server uses it, embedded or external. */
export interface Broker {
  /** Serves one WebSocket's stream. @param proved runs once it has shown a pass */
  accept(stream: Duplex, request: IncomingMessage, proved: () => void): void
  /** Issues a pass with these rights; null when the broker has no accounts. @param until its latest end, Unix ms */
  issue(holder: PassHolder, rights: Rights, until?: number): Promise<Pass | null>
  /** Revokes every pass of an account, or those of one of its keys, and closes their connections. */
  revoke(account: string, device?: string): Promise<void>
  /** Publishes a retained message in this server's own name. */
  publishRetained(topic: string, payload: string): Promise<void>
  stop(): Promise<void>
}

/** Default lifetime of a pass, ms. */
const passLifetimeMs = 24 * 3_600_000
/** Interval of removing expired passes, ms. */
export const sweepMs = 10 * 60_000

/** Passes that one key may have at a time: those of its tabs, and of connections that broke. */
const maxPasses = 16

/** Remembers the passes that were issued here, to end a key's oldest when it takes too many. */
export class IssuedPasses {
  readonly #byHolder = new Map<string, string[]>()

  /** Takes note of a pass; returns the user names of those to be ended for it. */
  add({ account, device }: PassHolder, { username }: Pass): string[] {
    const who = joinNames(account, device)
    const all = [...(this.#byHolder.get(who) ?? []), username]
    this.#byHolder.set(who, all.slice(-maxPasses))
    return all.slice(0, -maxPasses)
  }

  /** Forgets the passes of an account, or of one of its keys. */
  forget(account: string, device?: string): void {
    for (const who of this.#byHolder.keys()) {
      const [name, key] = namesIn(who)
      if (name === account && (device === undefined || key === device)) this.#byHolder.delete(who)
    }
  }
}

/** Creates a pass whose user name encodes account, key and expiry, so that ending it needs no state. */
export function newPass({ account, device }: PassHolder, now: number, until = Infinity): Pass {
  const expiresAt = Math.min(now + passLifetimeMs, until)
  const clientId = joinNames(account, device, expiresAt.toString(36), randomBytes(6).toString('hex'))
  return { username: clientId, password: randomBytes(24).toString('base64url'), clientId, expiresAt }
}

/** Decodes the holder and expiry (Unix ms) from a user name; null when it is not a pass. */
export function readPass(username: string): (PassHolder & { expiresAt: number }) | null {
  const [account, device, expiry = '', chance = '', ...more] = namesIn(username)
  if (!account || !device || !/^[a-z0-9]{8,9}$/.test(expiry)) return null
  if (!/^[0-9a-f]{12}$/.test(chance) || more.length > 0) return null
  return { account, device, expiresAt: parseInt(expiry, 36) }
}

/** Tells whether a pass belongs to an account and, where one is given, to that key. */
export const isPassOf = (pass: PassHolder, account: string, device?: string): boolean =>
  pass.account === account && (device === undefined || pass.device === device)
