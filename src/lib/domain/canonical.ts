import canonicalize from 'canonicalize'
import type { Envelope } from './fact.ts'

/** The signed fields: a fact without `sig`, and without `via`, which its carrier adds. */
export type Unsigned = Omit<Envelope, 'sig' | 'via'>

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

/** Returns the string whose SHA-256 is the RFC 7638 thumbprint of a P-256 public key, which is the device id. */
export function thumbprintString(key: { crv: string; kty: string; x: string; y: string }): string {
  return JSON.stringify({ crv: key.crv, kty: key.kty, x: key.x, y: key.y })
}
