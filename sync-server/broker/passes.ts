import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
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

/** An account as CouchDB's session reports it. */
export interface Holder {
  account: string
  /** `<unit>:<role>` */
  roles: readonly string[]
}

/** The broker as this server uses it, embedded or external. */
export interface Broker {
  /** Serves one WebSocket's stream. */
  accept(stream: Duplex, request: IncomingMessage): void
  /** Issues a pass with these rights; null when the broker has no accounts. @param lasts ms */
  issue(account: string, rights: Rights, lasts?: number): Promise<Pass | null>
  /** Revokes every pass of an account and closes its connections. */
  revoke(account: string): Promise<void>
  /** Publishes a retained message in this server's own name. */
  publishRetained(topic: string, payload: string): Promise<void>
  stop(): Promise<void>
}

/** Default lifetime of a pass, ms. */
const passLifetimeMs = 24 * 3_600_000
/** Interval of removing expired passes, ms. */
export const sweepMs = 10 * 60_000

/** Creates a pass whose user name encodes account and expiry, so that removing expired ones needs no state. Account names
 * contain no dot. */
export function newPass(account: string, now: number, lasts = passLifetimeMs): Pass {
  const expiresAt = now + lasts
  const clientId = `${account}.${expiresAt.toString(36)}.${randomBytes(6).toString('hex')}`
  return { username: clientId, password: randomBytes(24).toString('base64url'), clientId, expiresAt }
}

/** Decodes the account and expiry (Unix ms) from a user name; null when it is not a pass. */
export function readPass(username: string): { account: string; expiresAt: number } | null {
  const [, account, expiry] = /^([a-z0-9-]+)\.([a-z0-9]{8,9})\.[0-9a-f]{12}$/.exec(username) ?? []
  return account && expiry ? { account, expiresAt: parseInt(expiry, 36) } : null
}
