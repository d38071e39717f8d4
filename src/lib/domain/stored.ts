import type { Envelope } from './fact.ts'
import { idTime } from './uuid.ts'

/**
 * The state of a fact between this phone and the server; `set-aside`: refused, and its author has given up sending it; `kept`: a
 * host's own, which no courier sends.
 */
export type SyncState = 'pending' | 'sent' | 'refused' | 'set-aside' | 'received' | 'carried' | 'kept'

/** The type given to a record whose body was damaged on this phone: it stays listed, and its signature shows the damage. */
export const damagedType = 'phone.damaged'

/** Tells whether the body was damaged on this phone; such a record can neither be read here nor sent to a server. */
export const isDamaged = ({ type }: Pick<Envelope, 'type'>): boolean => type === damagedType

/** A fact as the phone stores it: the signed fact and the state of its sync. */
export interface StoredFact extends Envelope {
  sync: SyncState
  /** The code of the server's refusal, or of its reason not to take the fact yet. */
  reason?: string
  /** Number of attempts to send it to the server. */
  tries: number
}

/** Tells whether it is a host's own record that lies on this phone alone, whatever role its account has by now. */
export const isKeptHere = ({ sync }: Pick<StoredFact, 'sync'>): boolean => sync === 'kept'

/** Records damaged on this phone: `returning` can still be fetched from the server, `lost` cannot. */
export interface DamageCounts {
  returning: number
  lost: number
}

/**
 * Returns when the server took a fact, Unix ms; beyond all times what was only carried, or refused; null: it is this phone's own
 * and waits.
 */
export function takenAt({
  took,
  sync
}: Pick<Envelope, 'took'> & Partial<Pick<StoredFact, 'sync'>>): number | null {
  // Ignores what a carrier may have written: only the server can tell whether a seal is right.
  // Nor does what somebody else brought count more once it is refused than before.
  if (sync === 'carried' || sync === 'refused' || sync === 'set-aside') return Number.MAX_SAFE_INTEGER
  return took ?? null
}

/** Returns when a fact was recorded, Unix ms: the time in its id, but no later than the server took it. */
export function recordingTime(
  fact: Pick<Envelope, 'id' | 'took'> & Partial<Pick<StoredFact, 'sync'>>
): number {
  return Math.min(idTime(fact.id), takenAt(fact) ?? Infinity)
}
