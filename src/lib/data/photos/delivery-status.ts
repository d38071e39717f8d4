import { partId } from '#lib/domain/photos/parts.ts'
import { photoDatabasesToRead } from '#lib/domain/database-names.ts'
import type { Http } from '../http/http.ts'
import { allDocs } from '../courier/all-docs.ts'
import type { StoredPhoto } from './photo-store.ts'

/** Ids per request. */
const stride = 500

/**
 * Checks on the server the photos that a phone has uploaded. Returns the first missing part of each, and those that
 * were erased there. Says nothing about databases that do not exist, or no longer for this account.
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

const partsOfPhoto = ({ parts }: StoredPhoto) => parts.map(partId)

async function asked(http: Http, database: string, keys: readonly string[]) {
  const found = new Map<string, 'there' | 'deleted' | 'absent'>()
  for (let from = 0; from < keys.length; from += stride) {
    const rows = await allDocs(http, database, keys.slice(from, from + stride))
    if (!rows) return null
    for (const { key, value } of rows) found.set(key, !value ? 'absent' : value.deleted ? 'deleted' : 'there')
  }
  return found
}
