import type { StoredFact, SyncState } from '#lib/domain/stored.ts'

/** A fact on this phone as an audit sees it: never its body. */
export type FactHead = Pick<StoredFact, 'id' | 'unit' | 'book' | 'by' | 'device' | 'n' | 'via'>

/** What lies on the phone, by id. */
export interface Inventory {
  /** What the server is to have, by ids from `from` on and below `to`, some at a time; others get their turn between. */
  settled(from: string, to: string): AsyncIterable<FactHead[]>
  /** Where these stand that the phone has, or had. */
  known(ids: readonly string[]): Promise<Map<string, SyncState | 'erased'>>
  facts(ids: readonly string[]): Promise<StoredFact[]>
}

/** What an audit of a database found and did. */
export interface Findings {
  /** Facts that the server has of it, afterwards. */
  records: number
  /** Facts that the phone lacked and has now. */
  fetched: number
  /** Facts that the server lacked and has now. */
  resent: number
  /** Facts that are erased on the server, and now here. */
  dropped: number
  /** Facts that the server lacks still: it did not take them, or another phone has to bring them. */
  left: number
}

export const noFindings = (): Findings => ({ records: 0, fetched: 0, resent: 0, dropped: 0, left: 0 })

/** The last audit, of all databases together. */
export interface AuditReport extends Findings {
  /** When the last of them was done, Unix ms. */
  at: number
  /** When the first of them was done, Unix ms. */
  since: number
  /** Has every database that this phone reads been audited? */
  whole: boolean
}
