import type { Book } from '#lib/domain/roles.ts'
import { refuse, type Actor } from '#lib/domain/rules.ts'
import { asFact, type CouchDocument } from './document.ts'

// Baked in by esbuild: the embedded server tells a validator neither database nor security object.
declare const UNIT: string
declare const BOOK: Book

/**
 * Runs inside CouchDB before a write that `glance` does not know for good, in one book of one unit.
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
