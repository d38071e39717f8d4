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

/** The photos of one place of one unit. */
export interface PhotosOf {
  unit: string
  place: PhotoPlace
}

/** One file at a document, as the validator learns of it; `length` in bytes. */
const file = v.strictObject({ name: v.literal(fileName), type: v.literal(fileType), length: count })

const Part = v.strictObject({
  id: v.string(),
  /** Who brings it. */
  by: slug,
  sha256,
  part: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(maxPhotoParts - 1)),
  parts: v.pipe(count, v.maxValue(maxPhotoParts)),
  type: v.picklist(photoTypes),
  bytes: v.pipe(count, v.maxValue(maxPhotoBytes)),
  files: v.strictTuple([file])
})
export type PhotoPart = v.InferOutput<typeof Part>

/**
 * "May this part of a photo be written?", asked by CouchDB. That the bytes are those of the hash only the reader
 * can tell, who has all parts; here each part has its place, its length and a writer who answers for it.
 * @param next what shall be stored (`id`, not `_id`; `files` for `_attachments`)
 * @param previous what the database holds under that id, or null
 * @param home the one place that the rule is asked for
 * @returns null when it may
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
