import type { Envelope } from './fact.ts'

/** Where a fact stands between this phone and the server; `set-aside`: refused, and its author lets it rest. */
export type SyncState = 'pending' | 'sent' | 'refused' | 'set-aside' | 'received' | 'carried'

/** The type that a record has here whose body was damaged on this phone: its line stays, its signature tells. */
export const damagedType = 'phone.damaged'

/** Was its body damaged on this phone? What it said nobody can read here, and no server can be told. */
export const isDamaged = ({ type }: Pick<Envelope, 'type'>): boolean => type === damagedType

/** A fact as the phone keeps it: the signed fact and what is known about its trip. */
export interface StoredFact extends Envelope {
  sync: SyncState
  /** Code of the server's refusal; only with `refused` and `set-aside`. */
  reason?: string
  /** How often it was offered to the server. */
  tries: number
}

/** How many records are damaged on this phone: those that its server is still to give, and those that it cannot. */
export interface DamageCounts {
  returning: number
  lost: number
}
