import { refuse, type Actor, type Home, type Refusal } from '#lib/domain/rules.ts'
import { asFact, type CouchDocument } from './couch-document.ts'

/**
 * Applies the domain's rule to a document; members may only add facts. Refuses a member's `_rev` by itself, since CouchDB
 * shows no predecessor with `new_edits: false`.
 */
export function refusalOf(doc: CouchDocument, previous: unknown, user: Actor, home: Home): Refusal | null {
  if (user.roles.includes('_admin')) return null
  const meddles = doc._rev !== undefined || doc._attachments !== undefined || doc._deleted === true
  return user.name && meddles ? { code: 'immutable' } : refuse(asFact(doc), previous, user, home)
}
