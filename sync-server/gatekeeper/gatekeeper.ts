import type { Book } from '#lib/domain/roles.ts'
import type { Actor } from '#lib/domain/rules.ts'
import type { CouchDocument } from './couch-document.ts'
import { refusalOf } from './refusal-of.ts'

// Baked in by esbuild: the embedded server tells a validator neither database nor security object.
declare const UNIT: string
declare const BOOK: Book

/**
 * Runs inside CouchDB before a write that the fast path does not accept, in one book of one unit.
 * Throws `{forbidden}` whose reason is JSON `{code, at?}`.
 */
export default function gatekeeper(doc: CouchDocument, previous: CouchDocument | null, user: Actor): void {
  const refusal = refusalOf(doc, previous, user, { unit: UNIT, book: BOOK })
  if (refusal) throw { forbidden: JSON.stringify(refusal) }
}
