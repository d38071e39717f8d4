import type { Source } from './source.ts'

export interface CourierReport {
  /**
   * `waiting-for-network`: the last try reached nobody; `server-trouble`: the server answered something unusable;
   * `phone-trouble`: it failed on the phone itself; `signed-out`: the server wants the password again.
   */
  state:
    | 'starting'
    | 'exchanging'
    | 'idle'
    | 'waiting-for-network'
    | 'server-trouble'
    | 'phone-trouble'
    | 'signed-out'
  /** Set where the network answers for itself, such as one that wants a sign-in first. */
  portal?: true
  /** When the server may be asked again, Unix ms; set where it asked to wait. */
  waitUntil?: number
  /** When the last exchange succeeded, both ways, Unix ms. */
  lastExchange: number | null
  /** The last audit that this run of the app knows of. */
  audit: AuditReport | null
  /** The account's roles as the server named them last; null before the first exchange. */
  roles: readonly string[] | null
}

/** What an audit of one database found and did. */
export interface AuditFindings {
  /** Facts that the server has of it, afterwards. */
  records: number
  /** Facts that the phone lacked and has now. */
  fetched: number
  /** Facts that the server lacked and has now. */
  resent: number
  /** Facts that are erased on the server, and now here. */
  dropped: number
  /** Facts that the server still lacks: it did not take them, or another phone has to bring them. */
  left: number
}

/** The last audits of all databases together. */
export interface AuditReport extends AuditFindings {
  /** When the last of them ended, Unix ms. */
  at: number
  /** When the first of them ended, Unix ms. */
  since: number
  /** Has every database that this account reads been audited? */
  whole: boolean
}

/** Carries facts and photos between this phone and the server. */
export interface Courier {
  report: Source<CourierReport>
  /** Begins to exchange by itself, now and from now on. */
  start(): Promise<void>
  /**
   * Exchanges now; resolves when that exchange is over, successful or not.
   * @param byHand also while the server wants to be left alone
   */
  ring(byHand?: boolean): Promise<void>
  /** Compares all that this account reads with the server, and heals what differs. @returns false where that failed */
  audit(): Promise<boolean>
  /** Pauses until `saving` is over and drawn, for both share one slow processor; exchanges then. */
  giveWayTo(saving: Promise<unknown>): void
  stop(): Promise<void>
}
