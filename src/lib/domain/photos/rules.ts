import * as v from 'valibot'
import { photoRights, rolesIn, type PhotoPlace } from '../roles.ts'
import type { Actor, Refusal } from '../rules.ts'
import { count, sha256, slug } from '../shapes.ts'
import {
  fileName,
  fileType,
  lengthOfPart,
  maxPhotoParts,
  maxPhotoBytes,
  partId,
  partsOf,
  photoTypes
} from './parts.ts'

/** A unit and one of its photo databases. */
export interface PhotosOf {
  unit: string
  place: PhotoPlace
}

/** One attachment of a document, as the validator sees it; `length` in bytes. */
const file = v.strictObject({ name: v.literal(fileName), type: v.literal(fileType), length: count })

const Part = v.strictObject({
  id: v.string(),
  /** The account that uploads it. */
  by: slug,
  sha256,
  part: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(maxPhotoParts - 1)),
  parts: v.pipe(count, v.maxValue(maxPhotoParts)),
  type: v.picklist(photoTypes),
  bytes: v.pipe(count, v.maxValue(maxPhotoBytes)),
  files: v.strictTuple([file])
})
type PhotoPart = v.InferOutput<typeof Part>

/**
 * Decides whether a part of a photo may be written, for CouchDB. Only a reader, who has all parts, can check that the
 * bytes match the hash; this rule checks each part's place, its length and the writer who answers for it.
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
  const misfit = misfitOf(parsed.output)
  if (misfit) return { code: 'malformed', at: misfit }
  if (parsed.output.by !== actor.name) return { code: 'not-author' }
  const { writers } = photoRights[home.place]
  const may = rolesIn(home.unit, actor.roles).some((role) => writers.includes(role))
  return may ? null : { code: 'not-allowed' }
}

function misfitOf({ id, sha256, part, parts, bytes, files: [{ length }] }: PhotoPart): string | null {
  if (id !== partId(sha256, part)) return 'id'
  if (parts !== partsOf(bytes)) return 'parts'
  if (part >= parts) return 'part'
  return length === lengthOfPart(bytes, part) ? null : 'files.0.length'
}
