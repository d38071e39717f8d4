import type { Envelope } from './fact.ts'

/** The state of a fact between this phone and the server; `set-aside`: refused, and its author has given up sending it. */
export type SyncState = 'pending' | 'sent' | 'refused' | 'set-aside' | 'received' | 'carried'

/** The type given to a record whose body was damaged on this phone: it stays listed, and its signature shows the damage. */
export const damagedType = 'phone.damaged'

/** Tells whether the body was damaged on this phone; such a record can neither be read here nor sent to a server. */
export const isDamaged = ({ type }: Pick<Envelope, 'type'>): boolean => type === damagedType

/** A fact as the phone stores it: the signed fact and the state of its sync. */
export interface StoredFact extends Envelope {
  sync: SyncState
  /** The server's refusal code; only with `refused` and `set-aside`. */
  reason?: string
  /** Number of attempts to send it to the server. */
  tries: number
}

/** Records damaged on this phone: `returning` can still be fetched from the server, `lost` cannot. */
export interface DamageCounts {
  returning: number
  lost: number
}
