import { fileName, join, partId, type Photo } from '#lib/domain/photos/parts.ts'
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
  for (const hash of photo.parts) {
    const part = await fetchPart(http, home, hash)
    if ('code' in part) return part
    parts.push(part)
  }
  const bytes = join(parts)
  // Good parts may still be those of another photo: nobody but the author of the fact has brought both together.
  const matches = bytes.length === photo.bytes && (await sha256Of(bytes)) === photo.sha256
  return matches ? bytes : { code: 'not-matching' }
}

/** Fetches one part from the first database that holds its very bytes; drops what does not fit its hash. */
async function fetchPart(
  http: Http,
  home: PhotoHome,
  hash: string
): Promise<Uint8Array<ArrayBuffer> | { code: NotShown }> {
  let code: NotShown = 'absent'
  for (const database of photoDatabasesToRead(home, http.now())) {
    const answer = await askBytes(http, `/${database}/${partId(hash)}/${fileName}`)
    if (answer.kind === 'missing') continue
    if (answer.kind === 'forbidden') return { code: 'not-allowed' }
    if (answer.kind === 'rejected') return { code: 'trouble' }
    if (answer.kind !== 'ok') return { code: answer.kind }
    if ((await sha256Of(answer.body)) === hash) return answer.body
    code = 'not-matching'
  }
  return { code }
}
