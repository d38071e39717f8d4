import type { Source } from './source.ts'

export interface CourierReport {
  /** `waiting-for-network`: the last try found nobody; `server-trouble`: it answered something unusable; `phone-trouble`: it broke on the phone itself; `signed-out`: the server wants the password anew. */
  state:
    | 'starting'
    | 'exchanging'
    | 'idle'
    | 'waiting-for-network'
    | 'server-trouble'
    | 'phone-trouble'
    | 'signed-out'
  /** Set where the network answers for itself, as one that wants a sign-in first. */
  portal?: true
  /** Until when the server asked to be left alone, Unix ms. */
  waitUntil?: number
  /** Unix ms of the last exchange that went through, both ways. */
  lastExchange: number | null
  /** The last audit that this run of the app knows of. */
  audit: AuditReport | null
  /** The account's roles as the server named them last; null: no courier has set out yet. */
  roles: readonly string[] | null
}

/** What the last comparison of this phone with the server found and did. */
export interface AuditReport {
  /** When the last database was compared, and the first, Unix ms. */
  at: number
  since: number
  /** Has every database that this account reads been compared? */
  whole: boolean
  /** How many facts the server has of what was compared. */
  records: number
  /** Facts that one side lacked and has now. */
  fetched: number
  resent: number
  /** Facts that were erased on the server, and now here. */
  dropped: number
  /** Facts that the server still lacks. */
  left: number
}

export interface Courier {
  report: Source<CourierReport>
  /** Exchange now; resolves when that exchange is over, well or not. @param byHand also where the server asked to wait */
  ring(byHand?: boolean): Promise<void>
  /** Compares all that this account reads with the server, and heals what differs. @returns false where that could not be done */
  audit(): Promise<boolean>
  /** Sends nothing until `saving` is over and drawn, for both share one slow processor; exchanges then. */
  giveWayTo(saving: Promise<unknown>): void
  stop(): Promise<void>
}
