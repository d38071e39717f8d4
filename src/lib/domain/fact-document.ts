import * as v from 'valibot'
import { hasCanonicalForm } from './canonical.ts'
import { hasOwnId } from './certified-id.ts'
import { Envelope } from './fact.ts'

/**
 * Returns the fact in a CouchDB document, of whatever type, or null when the document lacks a fact's envelope, bears
 * another fact's id or has no canonical form, so that nobody can have signed it. Phones, server and agent read facts through this alone.
 */
export function factIn(doc: unknown): Envelope | null {
  if (!doc || typeof doc !== 'object') return null
  const { _id: id, _rev, _revisions, ...rest } = doc as Record<string, unknown>
  if ('id' in rest) return null
  const parsed = v.safeParse(Envelope, { id, ...rest })
  if (!parsed.success || !hasOwnId(parsed.output)) return null
  const { type, body } = parsed.output
  return hasCanonicalForm({ type, body }) ? parsed.output : null
}
