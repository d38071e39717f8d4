import { canonicalString } from '#lib/domain/canonical.ts'
import { deviceOf, type Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { worstSignature, type SignatureStatus } from '#lib/domain/trust.ts'
import type { Verify } from '#lib/ports/ports.ts'

export { worstSignature }
export type { SignatureStatus }

/** Results are cached for good: a key is named by its own hash, and a record never changes. */
const found = new WeakMap<Envelope, Promise<SignatureStatus>>()

/** Checks the signature of one record, whoever delivered it. */
export function checkSignature(fact: Envelope, known: Directory, verify: Verify): Promise<SignatureStatus> {
  const before = found.get(fact)
  if (before) return before
  const key = deviceOf(known, fact.by, fact.device)?.key
  if (!key) return Promise.resolve('unknown')
  const asked = verify(key, canonicalString(fact), fact.sig).then(
    (isGenuine): SignatureStatus => (isGenuine ? 'genuine' : 'changed'),
    // A malformed signature.
    (): SignatureStatus => 'changed'
  )
  found.set(fact, asked)
  return asked
}
