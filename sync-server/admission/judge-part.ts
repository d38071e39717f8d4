import { hash } from 'node:crypto'
import { fileName, partId } from '#lib/domain/photos/parts.ts'
import type { AdmissionRefusal } from '#lib/domain/rules.ts'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'
import type { Admitted } from './admit.ts'

/** Judges the parts of photos that a member brings one by one: a refused one holds up no other. */
export function admitParts(docs: readonly CouchDocument[]): Admitted {
  const admitted: Admitted = { passed: [], rows: [] }
  for (const doc of docs) {
    const why = judgePart(doc)
    if (why) admitted.rows.push({ id: doc._id, error: 'forbidden', reason: JSON.stringify(why) })
    else admitted.passed.push(doc)
  }
  return admitted
}

/**
 * Judges the bytes of a part, which CouchDB's rule never sees: they must be those whose hash the part bears, so that
 * nobody can take another's id, and be written in the one way that every reader of base64 understands alike.
 * @returns null when CouchDB's rule may decide, as it does about everything that does not bring such a file
 */
function judgePart({ _id, _attachments }: CouchDocument): AdmissionRefusal | null {
  const files = _attachments as Record<string, { data?: unknown }> | undefined
  const data = files?.[fileName]?.data
  if (typeof data !== 'string') return null
  const bytes = Buffer.from(data, 'base64')
  if (bytes.toString('base64') !== data) return { code: 'malformed', at: 'files.0.data' }
  return _id === partId(hash('sha256', bytes, 'base64url')) ? null : { code: 'bad-id' }
}
