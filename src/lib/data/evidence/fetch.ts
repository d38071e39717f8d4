import { join, lengthOfPart, partId, partsOf, type Photo } from '#lib/domain/evidence/parts.ts'
import { fileName } from '#lib/domain/evidence/rules.ts'
import { evidenceDatabase } from '#lib/domain/places.ts'
import { askBytes, type Http } from '../courier/http.ts'
import { sha256Of } from './hash.ts'

/**
 * Why a photo cannot be shown now. `absent`: the phone that took it has not brought all of it yet;
 * `not-matching`: the bytes are not those that the fact names.
 */
export type NotShown = 'absent' | 'not-matching' | 'not-allowed' | 'signed-out' | 'unreachable' | 'trouble'

/** Fetches a photo part by part and checks that it is the one that its fact names. */
export async function fetchPhoto(
  http: Http,
  unit: string,
  photo: Photo
): Promise<Uint8Array<ArrayBuffer> | { code: NotShown }> {
  const parts: Uint8Array[] = []
  for (let part = 0; part < partsOf(photo.bytes); part++) {
    const path = `/${evidenceDatabase(unit)}/${partId(photo.sha256, part)}/${fileName}`
    const answer = await askBytes(http, path)
    if (answer.kind === 'missing') return { code: 'absent' }
    if (answer.kind === 'forbidden') return { code: 'not-allowed' }
    if (answer.kind === 'rejected') return { code: 'trouble' }
    if (answer.kind !== 'ok') return { code: answer.kind }
    if (answer.body.length !== lengthOfPart(photo.bytes, part)) return { code: 'not-matching' }
    parts.push(answer.body)
  }
  const bytes = join(parts)
  return (await sha256Of(bytes)) === photo.sha256 ? bytes : { code: 'not-matching' }
}
