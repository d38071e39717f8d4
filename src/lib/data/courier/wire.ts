import * as v from 'valibot'
import { addedTo, type Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'

/** A fact in CouchDB: its id is `_id`, the rest verbatim. */
export type Doc = Omit<Envelope, 'id'> & { _id: string }

/** The server's proof that it has a fact, and who brought it; a photo's parts have none. */
const seal = { via: v.optional(v.string()), took: v.optional(v.number()), seal: v.optional(v.string()) }

/** The gateway's answer to `_bulk_docs`: CouchDB's, and the seal of each fact. */
export const writeRows = v.array(
  v.object({
    id: v.string(),
    ok: v.optional(v.boolean()),
    error: v.optional(v.string()),
    reason: v.optional(v.string()),
    ...seal
  })
)

/**
 * Returns the document of a fact as this phone has it. One that the server had before shows its seal: a server that has lost
 * it takes it back by that. Who carries it is for the server to say.
 */
export function docOf(fact: StoredFact): Doc {
  const { id, unit, book, stream, type, at, by, device, n, body, sig } = fact
  return { _id: id, unit, book, stream, type, at, by, device, n, body, sig, ...addedTo(fact) }
}

/** Id of the document in which a database holds its rule. */
export const ruleId = '_design/antt'

/** Tells documents that are not facts by their id. */
export const isFurniture = (id: string) => id.startsWith('_design/') || id === 'epoch'
