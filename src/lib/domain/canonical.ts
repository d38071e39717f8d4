import canonicalize from 'canonicalize'
import type { Added, Envelope } from './fact.ts'
import { isWellFormed } from './shapes.ts'

/** The signed fields: a fact without `sig`, and without what its carrier and the server add. */
export type Unsigned = Omit<Envelope, 'sig' | Added>

/** Values nested in one another deeper than this make a fact unreadable; no type of this project comes near it. */
export const maxDepth = 32

/** Tells whether a value read as JSON has a canonical form, and one that costs no more than its length. */
export function hasCanonicalForm(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return isWellFormed(value)
  if (typeof value === 'number') return Number.isFinite(value)
  if (value === null || typeof value !== 'object') return typeof value === 'boolean' || value === null
  return (
    depth < maxDepth &&
    Object.entries(value).every(([key, member]) => isWellFormed(key) && hasCanonicalForm(member, depth + 1))
  )
}

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
