import type { Envelope } from './fact.ts'

/** Where a fact stands between this phone and the server; `set-aside`: refused, and its author lets it rest. */
export type SyncState = 'pending' | 'sent' | 'refused' | 'set-aside' | 'received' | 'carried'

/** A fact as the phone keeps it: the signed fact and what is known about its trip. */
export interface StoredFact extends Envelope {
  sync: SyncState
  /** Code of the server's refusal; only with `refused` and `set-aside`. */
  reason?: string
  /** How often it was offered to the server. */
  tries: number
}
