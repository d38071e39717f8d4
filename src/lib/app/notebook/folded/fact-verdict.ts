import { canonicalString } from '#lib/domain/canonical.ts'
import { rolesAt, type Directory } from '#lib/domain/directory/directory.ts'
import { isKnownType, isShaped } from '#lib/domain/facts.ts'
import { keepsOwn, type Book } from '#lib/domain/roles.ts'
import { recordingTime, type StoredFact } from '#lib/domain/stored.ts'
import { isUnconfirmed, keyFor, needsProof } from '#lib/domain/trust.ts'
import type { Verify } from '#lib/ports/ports.ts'
import type { DirectoriesByUnit } from '../verified-directory.ts'

/**
 * Tells whether a fact is one of those wanted, by the directory of its unit: `counting`: folds may read it; `unconfirmed`: it
 * waits for a commander. Answers at once but for a fact that somebody else brought, whose signature is verified. What has not
 * the shape of its type is neither: it was written past the gateway, and would break the fold of everything beside it.
 */
export function verdictOn(
  fact: StoredFact,
  by: DirectoriesByUnit,
  { verify, wanted }: { verify: Verify; wanted: 'counting' | 'unconfirmed' }
): boolean | Promise<boolean> {
  if (isMalformed(fact)) return false
  const there = by.get(fact.unit)
  const waits = there !== undefined && isUnconfirmed(fact, there)
  if (waits !== (wanted === 'unconfirmed')) return false
  return !needsProof(fact) || (there !== undefined && proves(fact, there, verify))
}

async function proves(fact: StoredFact, by: Directory, verify: Verify): Promise<boolean> {
  const key = keyFor(fact, by)
  if (key === null || !(await verify(key, canonicalString(fact), fact.sig))) return false
  const held = rolesAt(by, fact.by, fact.device, recordingTime(fact))
  if (!keepsOwn(held, fact.book as Book)) return true
  // Few phones read what a host handed in.
  return (await import('#lib/domain/hui/own/own-record.ts')).isOwnRecord(fact)
}

/** Tells whether a fact is of a type that this build knows and has not its shape. */
export const isMalformed = (fact: StoredFact): boolean => isKnownType(fact.type) && !isShaped(fact)
