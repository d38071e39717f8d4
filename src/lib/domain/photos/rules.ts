import * as v from 'valibot'
import { photoRights, rolesIn, type PhotoPlace } from '../roles.ts'
import type { Actor, Refusal } from '../rules.ts'
import { count, slug } from '../shapes.ts'
import { fileName, fileType, partBytes } from './parts.ts'

/** A unit and one of its photo databases. */
export interface PhotosOf {
  unit: string
  place: PhotoPlace
}

/** One attachment of a document, as the validator sees it; `length` in bytes. */
const file = v.strictObject({
  name: v.literal(fileName),
  type: v.literal(fileType),
  length: v.pipe(count, v.maxValue(partBytes))
})

const Part = v.strictObject({
  /** See `partId`. */
  id: v.pipe(v.string(), v.regex(/^part\.[A-Za-z0-9_-]{43}$/)),
  /** The account that uploads it. */
  by: slug,
  files: v.strictTuple([file])
})

/**
 * Decides whether a part of a photo may be written, for CouchDB. CouchDB shows a rule no bytes, so that the gateway has
 * checked before whether they match the id; this rule checks the form, the length and the writer who answers for it.
 * @param next the document to be stored (`id`, not `_id`; `files` for `_attachments`)
 * @param previous the document that the database holds under that id, or null
 * @param home the one photo database that the rule is asked for
 * @returns null when it may be written
 */
export function refusePart(next: unknown, previous: unknown, actor: Actor, home: PhotosOf): Refusal | null {
  if (!actor.name) return { code: 'signed-out' }
  if (actor.roles.includes('_admin')) return null
  if (previous) return { code: 'immutable' }
  const parsed = v.safeParse(Part, next)
  if (!parsed.success) return { code: 'malformed', at: v.getDotPath(parsed.issues[0]) ?? '' }
  if (parsed.output.by !== actor.name) return { code: 'not-author' }
  const { writers } = photoRights[home.place]
  const may = rolesIn(home.unit, actor.roles).some((role) => writers.includes(role))
  return may ? null : { code: 'not-allowed' }
}
