import type { Book } from '#lib/domain/roles.ts'
import { refuse, type Actor } from '#lib/domain/rules.ts'

/** A document as CouchDB hands it to a validator. */
export interface CouchDocument {
  _id: string
  _rev?: unknown
  _deleted?: unknown
  _attachments?: unknown
  [field: string]: unknown
}

// Baked in by esbuild: the embedded server tells a validator neither database nor security object.
declare const UNIT: string
declare const BOOK: Book

/**
 * Runs inside CouchDB before every write, as `validate_doc_update` of one book of one unit.
 * Throws `{forbidden}` whose reason is JSON `{code, at?}`; members may only add facts.
 * With `new_edits: false` CouchDB shows no predecessor, so a member's `_rev` alone is refused.
 */
export default function gatekeeper(doc: CouchDocument, previous: CouchDocument | null, user: Actor): void {
  if (user.roles.includes('_admin')) return
  const meddles = doc._rev !== undefined || doc._attachments !== undefined || doc._deleted === true
  const refusal =
    user.name && meddles
      ? { code: 'immutable' }
      : refuse(asFact(doc), previous, user, { unit: UNIT, book: BOOK })
  if (refusal) throw { forbidden: JSON.stringify(refusal) }
}

/** The fact in a document: `_id` is its `id`; `_revisions` and `_deleted: false` are added on the way and mean nothing. */
export function asFact({ _id, _revisions, _deleted, ...fields }: CouchDocument) {
  return { ...fields, ...(_deleted === undefined || _deleted === false ? {} : { _deleted }), id: _id }
}
