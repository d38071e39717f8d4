import type { StoredFact, SyncState } from '#lib/domain/stored.ts'
import type { AuditFindings } from '#lib/ports/courier.ts'

/** A fact on this phone as an audit sees it: never its body. */
export type FactHead = Pick<StoredFact, 'id' | 'unit' | 'book' | 'by' | 'device' | 'n' | 'via'>

/** The facts on the phone, by id. */
export interface Inventory {
  /**
   * Yields the facts that the server should have, by ids from `from` on and below `to`, in chunks; other tasks run in
   * between.
   */
  settled(from: string, to: string): AsyncIterable<FactHead[]>
  /** Returns the states of those that the phone has, or had. */
  known(ids: readonly string[]): Promise<Map<string, SyncState | 'erased'>>
  facts(ids: readonly string[]): Promise<StoredFact[]>
}

export const noFindings = (): AuditFindings => ({ records: 0, fetched: 0, resent: 0, dropped: 0, left: 0 })
