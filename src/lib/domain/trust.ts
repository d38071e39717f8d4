import { deviceOf, hasLeft, rolesAt, type Directory } from './directory/directory.ts'
import type { PublicKey } from './directory/facts.ts'
import type { Envelope } from './fact.ts'
import { isKnownType, permissions } from './facts.ts'
import { keepsOwn, type Book } from './roles.ts'
import type { StoredFact } from './stored.ts'
import { recordingTime, takenAt } from './stored.ts'

/** Tells whether somebody else brought this fact. No session of its author vouches for it then, only its signature. */
export function needsProof({ via, sync }: Pick<StoredFact, 'via' | 'sync'>): boolean {
  return via !== undefined || sync === 'carried'
}

/**
 * Returns the key that must have signed a carried fact: that of a device which its author enrolled, if its certificate
 * gave roles that may write such a fact when it was recorded. Facts recorded before the phone was revoked still count,
 * later ones do not. Null: nobody vouches for the fact (yet), so no fold may read it.
 */
export function keyFor(fact: Envelope, known: Directory): PublicKey | null {
  return mayWriteAt(fact, known, recordingTime(fact))
    ? (deviceOf(known, fact.by, fact.device)?.key ?? null)
    : null
}

/**
 * Tells whether a fact claims to be older than its author's leave, and the server took it only afterwards: then a
 * commander must look, since whoever holds the key of a phone that is out may sign any time. No fold reads it before.
 * A fact that no server has taken yet is judged as if it were taken last.
 */
export function isUnconfirmed(
  fact: Pick<Envelope, 'id' | 'type' | 'book' | 'by' | 'device' | 'took'> & Partial<Pick<StoredFact, 'sync'>>,
  known: Directory
): boolean {
  const taken = takenAt(fact)
  if (taken === null || !hasLeft(known, fact.by, fact.device)) return false
  const isTheirs = mayWriteAt(fact, known, taken) && !keepsOwnSince(fact, known, taken)
  if (!isKnownType(fact.type) || isTheirs) return false
  const confirmedBy = known.confirmed.get(fact.device)?.get(fact.id)
  return confirmedBy === undefined || confirmedBy === fact.by
}

/**
 * Tells whether an account that once read the book keeps only its own lines by then, a host's: it may write none of the rest any
 * more, though of the same types.
 */
function keepsOwnSince(
  fact: Pick<Envelope, 'id' | 'book' | 'by' | 'device' | 'took'>,
  known: Directory,
  taken: number
): boolean {
  const keeps = (ms: number) => keepsOwn(rolesAt(known, fact.by, fact.device, ms), fact.book as Book)
  return keeps(taken) && !keeps(recordingTime(fact))
}

function mayWriteAt(
  { type, by, device }: Pick<Envelope, 'type' | 'by' | 'device'>,
  known: Directory,
  ms: number
): boolean {
  if (!isKnownType(type)) return false
  const { writers } = permissions[type]
  return rolesAt(known, by, device, ms).some((role) => writers.includes(role))
}

/**
 * The result of verifying a record's signature. `changed`: nothing in it can be trusted; `unknown`: the key of its
 * author's phone is not here (yet).
 */
export type SignatureStatus = 'genuine' | 'changed' | 'unknown'

/** Combines the results of several records: one changed record spoils them all, an unknown one leaves them open. */
export function worstSignature(signatures: readonly SignatureStatus[]): SignatureStatus {
  if (signatures.includes('changed')) return 'changed'
  return signatures.includes('unknown') ? 'unknown' : 'genuine'
}
