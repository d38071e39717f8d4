import canonicalize from 'canonicalize'
import type { Added, Envelope } from './fact.ts'

/** The signed fields: a fact without `sig`, and without what its carrier and the server add. */
export type Unsigned = Omit<Envelope, 'sig' | Added>

/**
 * Returns the exact string that a device signs: RFC 8785 (JSON Canonicalization Scheme) of all signed fields.
 * @throws when a value has no JSON form
 */
export function canonicalString(fact: Unsigned | Envelope): string {
  const { id, unit, book, stream, type, at, by, device, n, body } = fact
  const text = canonicalize({ id, unit, book, stream, type, at, by, device, n, body })
  if (text === undefined) throw new Error('a fact has no canonical form')
  return text
}
