import type { Envelope } from './fact.ts'
import { idTime } from './uuid.ts'

/** The state of a fact between this phone and the server; `set-aside`: refused, and its author has given up sending it. */
export type SyncState = 'pending' | 'sent' | 'refused' | 'set-aside' | 'received' | 'carried'

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

/** Records damaged on this phone: `returning` can still be fetched from the server, `lost` cannot. */
export interface DamageCounts {
  returning: number
  lost: number
}

/** Returns when the server took a fact, Unix ms; null: it is this phone's own and waits. */
export function takenAt({
  took,
  sync
}: Pick<Envelope, 'took'> & Partial<Pick<StoredFact, 'sync'>>): number | null {
  // Ignores what a carrier may have written: only the server can tell whether a seal is right.
  if (sync === 'carried') return Number.MAX_SAFE_INTEGER
  return took ?? null
}

/** Returns when a fact was recorded, Unix ms: the time in its id, but no later than the server took it. */
export function recordingTime(
  fact: Pick<Envelope, 'id' | 'took'> & Partial<Pick<StoredFact, 'sync'>>
): number {
  return Math.min(idTime(fact.id), takenAt(fact) ?? Infinity)
}
