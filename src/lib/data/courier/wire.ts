import * as v from 'valibot'
import type { Envelope } from '#lib/domain/fact.ts'
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

/** Returns the document of a fact; a fact carried for somebody else names its carrier. */
export function docOf(fact: StoredFact, account: string): Doc {
  const { id, unit, book, stream, type, at, by, device, n, body, sig } = fact
  const doc = { _id: id, unit, book, stream, type, at, by, device, n, body, sig }
  return by === account ? doc : { ...doc, via: account }
}

/** Id of the document in which a database holds its rule. */
export const ruleId = '_design/antt'

/** Tells documents that are not facts by their id. */
export const isFurniture = (id: string) => id.startsWith('_design/') || id === 'epoch'
