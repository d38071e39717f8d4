import { refusePart } from '#lib/domain/photos/rules.ts'
import type { PhotoPlace } from '#lib/domain/roles.ts'
import type { Actor } from '#lib/domain/rules.ts'
import { gatewayRole } from './refusal-of.ts'
import { asFact, type CouchDocument } from './couch-document.ts'

// Baked in by esbuild, as for the books.
declare const UNIT: string
declare const BOOK: PhotoPlace

/**
 * Runs inside CouchDB before a write to a unit's photo database; members may only add parts. Refuses a member's `_rev` as
 * the books do, since CouchDB may not have shown the predecessor. Throws `{forbidden}` whose reason is JSON `{code, at?}`.
 */
export function checkPart(doc: CouchDocument, previous: CouchDocument | null, user: Actor): void {
  if (user.roles.includes('_admin')) return
  if (user.name && !user.roles.includes(gatewayRole))
    throw { forbidden: JSON.stringify({ code: 'not-allowed' }) }
  const meddles = doc._rev !== undefined || doc._deleted === true
  const home = { unit: UNIT, place: BOOK }
  const refusal = user.name && meddles ? { code: 'immutable' } : refusePart(partIn(doc), previous, user, home)
  if (refusal) throw { forbidden: JSON.stringify(refusal) }
}

function partIn(doc: CouchDocument) {
  const { _attachments, ...fields } = asFact(doc)
  return { ...fields, files: filesOf(_attachments) }
}

interface Attachment {
  content_type?: unknown
  length?: unknown
  data?: unknown
}

/** CouchDB passes a stub with a length, the embedded server the base64 data. */
function filesOf(attachments: unknown) {
  const found = (attachments ?? {}) as Record<string, Attachment>
  return Object.keys(found).map((name) => {
    const { content_type, length, data } = found[name]!
    return { name, type: content_type, length: typeof data === 'string' ? decodedLength(data) : length }
  })
}

function decodedLength(base64: string): number {
  return (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0)
}
