import { recordedBarred } from './devices/barring.ts'
import { deviceOf, type Directory } from './directory/directory.ts'
import type { PublicKey } from './directory/facts.ts'
import type { Envelope } from './fact.ts'
import { isKnownType, permissions } from './facts.ts'
import type { StoredFact } from './stored.ts'

/** Tells whether somebody else brought this fact. No session of its author vouches for it then, only its signature. */
export function needsProof({ via, sync }: Pick<StoredFact, 'via' | 'sync'>): boolean {
  return via !== undefined || sync === 'carried'
}

/**
 * Returns the key that must have signed a carried fact: that of an admitted device which its author enrolled, if the
 * author's roles may write such a fact. Facts recorded before the phone was revoked still count, later ones do not.
 * Null: nobody vouches for the fact (yet), so no fold may read it.
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
 * The result of verifying a record's signature. `changed`: nothing in it can be trusted; `unknown`: the key of its
 * author's phone is not here (yet).
 */
export type SignatureStatus = 'genuine' | 'changed' | 'unknown'

/** Combines the results of several records: one changed record spoils them all, an unknown one leaves them open. */
export function worstSignature(signatures: readonly SignatureStatus[]): SignatureStatus {
  if (signatures.includes('changed')) return 'changed'
  return signatures.includes('unknown') ? 'unknown' : 'genuine'
}
