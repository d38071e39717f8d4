import { recordedBarred } from './devices/barring.ts'
import { deviceOf, type Directory } from './directory/directory.ts'
import type { PublicKey } from './directory/facts.ts'
import type { Envelope } from './fact.ts'
import { isKnownType, permissions } from './facts.ts'
import type { StoredFact } from './stored.ts'

/** Did somebody else bring this fact? Then no session of its author stands behind it, only its signature. */
export function needsProof({ via, sync }: Pick<StoredFact, 'via' | 'sync'>): boolean {
  return via !== undefined || sync === 'carried'
}

/**
 * The key that must have made a carried fact's signature: that of a device let in which its author enrolled,
 * if the author's roles may write such a fact. What a phone recorded before it was shut out still counts, what it
 * recorded since does not. Null: nobody vouches for it (yet), so no fold may see it.
 */
export function keyFor(fact: Envelope, known: Directory): PublicKey | null {
  const device = deviceOf(known, fact.by, fact.device)
  const held = known.accounts.get(fact.by)?.roles ?? []
  if (!device?.admitted || !isKnownType(fact.type)) return null
  if (recordedBarred(fact, known.barrings)) return null
  const { writers } = permissions[fact.type]
  return held.some((role) => writers.includes(role)) ? device.key : null
}

/**
 * Is a record what its author's phone has signed? `changed`: not a letter of it can be trusted; `unknown`: the key of
 * that phone is not here (yet).
 */
export type SignatureStatus = 'genuine' | 'changed' | 'unknown'

/** Of all that tells of one thing: one changed record spoils it, one that nobody can check leaves it open. */
export function worstSignature(signatures: readonly SignatureStatus[]): SignatureStatus {
  if (signatures.includes('changed')) return 'changed'
  return signatures.includes('unknown') ? 'unknown' : 'genuine'
}
