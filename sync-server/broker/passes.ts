import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Rights } from './rights.ts'

/** A day's leave to use the broker, for one connection at a time. */
export interface Pass {
  username: string
  password: string
  /** The only name that a connection with it may have. */
  clientId: string
  /** Unix ms. */
  expiresAt: number
}

/** An account as CouchDB's session names it. */
export interface Holder {
  account: string
  /** `<unit>:<role>` */
  roles: readonly string[]
}

/** The broker as this server sees it, its own or another. */
export interface Broker {
  /** Takes over one WebSocket's stream. */
  accept(stream: Duplex, request: IncomingMessage): void
  /** A new pass of an account with these rights; null where the broker knows no accounts. @param lasts ms */
  issue(account: string, rights: Rights, lasts?: number): Promise<Pass | null>
  /** Ends every pass of an account, and the connections made with them. */
  revoke(account: string): Promise<void>
  /** Leaves a message at a topic for whoever hears it, now or later; this server's own word. */
  publishRetained(topic: string, payload: string): Promise<void>
  stop(): Promise<void>
}

/** How long a pass is good, ms. */
const passLifetimeMs = 24 * 3_600_000
/** How often passes that are over are taken away, ms. */
export const sweepMs = 10 * 60_000

/** Says whose it is and when it is over, so that a sweep needs no memory; no account has a dot in its name. */
export function newPass(account: string, now: number, lasts = passLifetimeMs): Pass {
  const expiresAt = now + lasts
  const clientId = `${account}.${expiresAt.toString(36)}.${randomBytes(6).toString('hex')}`
  return { username: clientId, password: randomBytes(24).toString('base64url'), clientId, expiresAt }
}

/** Whose pass this user name is, and until when (Unix ms); null when it is none of ours. */
export function readPass(username: string): { account: string; expiresAt: number } | null {
  const [, account, expiry] = /^([a-z0-9-]+)\.([a-z0-9]{8,9})\.[0-9a-f]{12}$/.exec(username) ?? []
  return account && expiry ? { account, expiresAt: parseInt(expiry, 36) } : null
}
