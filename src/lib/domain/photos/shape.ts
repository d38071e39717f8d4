import * as v from 'valibot'
import { count, sha256 } from '../shapes.ts'
import { maxPhotoBytes, photoTypes } from './parts.ts'

/** A photo as a fact names it; its bytes go to one of the unit's photo databases. */
export const photo = v.strictObject({
  sha256,
  type: v.picklist(photoTypes),
  bytes: v.pipe(count, v.maxValue(maxPhotoBytes))
})
