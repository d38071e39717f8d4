import * as v from 'valibot'
import { partId, partsOf } from '#lib/domain/photos/parts.ts'
import { photoDatabasesToRead } from '#lib/domain/database-names.ts'
import { askDatabase, type Http } from '../http/http.ts'
import { Halt } from '../courier/exchange-context.ts'
import type { StoredPhoto } from './photo-store.ts'

const keyRows = v.object({
  rows: v.array(
    v.object({ key: v.string(), value: v.nullish(v.object({ deleted: v.optional(v.boolean()) })) })
  )
})
/** Ids asked for at a time. */
const stride = 500

/**
 * How photos stand on the server that a phone has brought: the first part that it lacks of each, and those that were
 * erased there. Of a place that is not there, or not this account's any more, nothing is said.
 * @throws Halt when the network, the session or the server ends it
 */
export async function deliveryStatus(http: Http, photos: readonly StoredPhoto[], now: number) {
  const missing = new Map<StoredPhoto, number>()
  const erased: StoredPhoto[] = []
  const partsByPlace = new Map<string, string[]>()
  for (const kept of photos)
    for (const database of photoDatabasesToRead(kept, now))
      partsByPlace.set(database, [...(partsByPlace.get(database) ?? []), ...partsOfPhoto(kept)])
  const rows = new Map<string, Map<string, 'there' | 'deleted' | 'absent'>>()
  for (const [database, keys] of partsByPlace) {
    const found = await asked(http, database, [...new Set(keys)])
    if (found) rows.set(database, found)
  }
  for (const kept of photos) {
    const places = photoDatabasesToRead(kept, now).flatMap((database) => rows.get(database) ?? [])
    if (places.length === 0) continue
    const stands = partsOfPhoto(kept).map((id) => places.map((place) => place.get(id)))
    const part = stands.findIndex((of) => !of.includes('there'))
    if (part < 0) continue
    if (stands.some((of) => of.includes('deleted'))) erased.push(kept)
    else missing.set(kept, part)
  }
  return { missing, erased }
}

const partsOfPhoto = ({ sha256, bytes }: StoredPhoto) =>
  Array.from({ length: partsOf(bytes) }, (_, part) => partId(sha256, part))

async function asked(http: Http, database: string, keys: readonly string[]) {
  const found = new Map<string, 'there' | 'deleted' | 'absent'>()
  for (let from = 0; from < keys.length; from += stride) {
    const answer = await askDatabase(http, 'POST', `/${database}/_all_docs`, {
      keys: keys.slice(from, from + stride)
    })
    if (answer.kind === 'missing' || answer.kind === 'forbidden') return null
    const page = answer.kind === 'ok' ? v.safeParse(keyRows, answer.body) : null
    if (!page?.success) throw new Halt(answer.kind === 'ok' ? { kind: 'trouble', afterMs: 0 } : answer)
    for (const { key, value } of page.output.rows)
      found.set(key, !value ? 'absent' : value.deleted ? 'deleted' : 'there')
  }
  return found
}
