import { refuse, type Actor, type Home, type Refusal } from '#lib/domain/rules.ts'
import { asFact, type CouchDocument } from './couch-document.ts'

/** The role, beside a member's own, of requests that the gateway has judged: CouchDB takes no other writes. */
export const gatewayRole = 'antt:gateway'

/**
 * Applies the domain's rule to a document; members may only add facts. Refuses a member's `_rev` by itself, since CouchDB
 * shows no predecessor with `new_edits: false`, and what did not come through the gateway, which seals what it admits.
 */
export function refusalOf(doc: CouchDocument, previous: unknown, user: Actor, home: Home): Refusal | null {
  if (user.roles.includes('_admin')) return null
  if (user.name && !user.roles.includes(gatewayRole)) return { code: 'not-allowed' }
  const meddles = doc._rev !== undefined || doc._attachments !== undefined || doc._deleted === true
  if (user.name && meddles) return { code: 'immutable' }
  const refusal = refuse(asFact(doc), previous, user, home)
  return (
    refusal ??
    (doc['took'] === undefined || doc['seal'] === undefined ? { code: 'malformed', at: 'seal' } : null)
  )
}
