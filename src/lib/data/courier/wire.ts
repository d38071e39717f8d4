import * as v from 'valibot'
import { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'

/** A fact in CouchDB: its id is `_id`, the rest verbatim. */
export type Doc = Omit<Envelope, 'id'> & { _id: string }

/** CouchDB's answer to `_bulk_docs`. */
export const writeRows = v.array(
  v.object({
    id: v.string(),
    ok: v.optional(v.boolean()),
    error: v.optional(v.string()),
    reason: v.optional(v.string())
  })
)

/** The document of a fact; one that is carried for somebody else says by whom. */
export function docOf(fact: StoredFact, account: string): Doc {
  const { id, unit, book, stream, type, at, by, device, n, body, sig } = fact
  const doc = { _id: id, unit, book, stream, type, at, by, device, n, body, sig }
  return by === account ? doc : { ...doc, via: account }
}

/** The fact in a document, or null when it has not the envelope of one; its type need not be known. */
export function factIn(doc: unknown): Envelope | null {
  if (!doc || typeof doc !== 'object') return null
  const { _id: id, _rev, _revisions, ...rest } = doc as Record<string, unknown>
  const parsed = v.safeParse(Envelope, { id, ...rest })
  return parsed.success ? parsed.output : null
}

/** The document in which a database holds its rule. */
export const ruleId = '_design/antt'

/** Documents that are no facts by their very name. */
export const isFurniture = (id: string) => id.startsWith('_design/') || id === 'epoch'
