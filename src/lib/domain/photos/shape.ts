import * as v from 'valibot'
import { count, sha256 } from '../shapes.ts'
import { maxPhotoBytes, maxPhotoParts, photoTypes } from './parts.ts'

/** A photo as a fact names it; its bytes go to one of the unit's photo databases. */
export const photo = v.strictObject({
  sha256,
  type: v.picklist(photoTypes),
  bytes: v.pipe(count, v.maxValue(maxPhotoBytes)),
  parts: v.pipe(v.array(sha256), v.minLength(1), v.maxLength(maxPhotoParts))
})
