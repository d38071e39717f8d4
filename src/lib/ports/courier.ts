import type { SessionState } from '#lib/domain/access/session.ts'
import type { Book } from '../domain/roles.ts'
import type { Source } from './source.ts'

/** Tells what of an account's books has not come yet, as far as the server has said. */
export interface ComingBooks {
  /** The books that come now, in the order of `books`; none when all are here. */
  books: readonly Book[]
  /** Records still to come; null: not all are counted yet. */
  left: number | null
  /** How many there were to come when they were counted. */
  all: number
}

export interface CourierReport {
  /**
   * `waiting-for-network`: the last try reached nobody; `server-trouble`: the server answered something unusable;
   * `phone-trouble`: it failed on the phone itself; `signed-out`: the server wants the password again;
   * `waiting-for-approval`: a commander has not approved this phone yet; `barred`: a commander has revoked it or suspended
   * the account; `outdated`: the server no longer understands this build.
   */
  state:
    | 'starting'
    | 'exchanging'
    | 'idle'
    | 'waiting-for-network'
    | 'server-trouble'
    | 'phone-trouble'
    | 'signed-out'
    | 'waiting-for-approval'
    | 'ended'
    | 'barred'
    | 'outdated'
  /** Set when the network itself answered, such as a captive portal that wants a sign-in first. */
  portal?: true
  /** Set once the server has called this build too old, until it takes an exchange. */
  outdated?: true
  /** Time from which the server may be asked again, Unix ms; set when it asked to wait. */
  waitUntil?: number
  /** Time of the last exchange that succeeded in both directions, Unix ms. */
  lastExchange: number | null
  /** Set while books come for the first time, or many records, and until an exchange has brought them all. */
  coming?: ComingBooks
  /** The last audit known to this run of the app. */
  audit: AuditReport | null
  /** The account's roles as the server named them last; null before the first exchange. */
  roles: readonly string[] | null
  /** Names what the server let this phone do last; null before its first answer. */
  access: SessionState | null
}

/** Findings and repairs of an audit of one database. */
export interface AuditFindings {
  /** Facts of the database on the server, after the audit. */
  records: number
  /** Facts that the phone lacked and now has. */
  fetched: number
  /** Facts that the server lacked and now has. */
  resent: number
  /** Facts that were erased on the server, and now here. */
  dropped: number
  /** Facts that the server still lacks: it refused them, or another phone has to send them. */
  left: number
}

/** The last audits of all databases together. */
export interface AuditReport extends AuditFindings {
  /** End of the last of them, Unix ms. */
  at: number
  /** End of the first of them, Unix ms. */
  since: number
  /** True when every database that this account reads has been audited. */
  whole: boolean
}

/** Carries facts and photos between this phone and the server. */
export interface Courier {
  report: Source<CourierReport>
  /** Starts the automatic exchange, now and from now on. */
  start(): Promise<void>
  /** Exchanges now; resolves when that exchange is over, successful or not. @param byHand ignores the backoff */
  ring(byHand?: boolean): Promise<void>
  /**
   * Compares everything that this account reads with the server, and repairs differences. @returns false when that
   * failed
   */
  audit(): Promise<boolean>
  /** Pauses until `saving` is over and drawn, since both share one slow processor; then exchanges. */
  giveWayTo(saving: Promise<unknown>): void
  stop(): Promise<void>
}
