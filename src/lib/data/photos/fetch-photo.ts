import { fileName, join, lengthOfPart, partId, partsOf, type Photo } from '#lib/domain/photos/parts.ts'
import { photoDatabasesToRead, type PhotoHome } from '#lib/domain/database-names.ts'
import type { NotShown } from '#lib/ports/photos.ts'
import { askBytes, type Http } from '../http/http.ts'
import { sha256Of } from './hash.ts'

/** Fetches a photo part by part and verifies that it is the one that its fact names. */
export async function fetchPhoto(
  http: Http,
  home: PhotoHome,
  photo: Photo
): Promise<Uint8Array<ArrayBuffer> | { code: NotShown }> {
  const parts: Uint8Array[] = []
  for (let part = 0; part < partsOf(photo.bytes); part++) {
    const answer = await askPart(http, home, `${partId(photo.sha256, part)}/${fileName}`)
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

async function askPart(http: Http, home: PhotoHome, path: string) {
  const [own, ...later] = photoDatabasesToRead(home, http.now())
  let answer = await askBytes(http, `/${own}/${path}`)
  for (const database of later)
    if (answer.kind === 'missing') answer = await askBytes(http, `/${database}/${path}`)
  return answer
}
