import type { Envelope } from '../fact.ts'
import type { Photo } from './parts.ts'

type NamedPhoto = Pick<Photo, 'sha256' | 'parts'>

/** Returns the photos that these records name, wherever in their bodies. */
export const photosIn = (facts: readonly Pick<Envelope, 'body'>[]): NamedPhoto[] =>
  facts.flatMap(({ body }) => photosWithin(body))

function photosWithin(value: unknown): NamedPhoto[] {
  if (typeof value !== 'object' || value === null) return []
  return isPhoto(value) ? [value] : Object.values(value).flatMap(photosWithin)
}

const isPhoto = (value: object): value is NamedPhoto =>
  'sha256' in value && typeof value.sha256 === 'string' && 'parts' in value && Array.isArray(value.parts)

/** Returns the hashes of these photos, each once, without those of photos that stay. */
export function unnamedPhotos(gone: readonly NamedPhoto[], staying: readonly NamedPhoto[]): string[] {
  const named = new Set(staying.map(({ sha256 }) => sha256))
  return [...new Set(gone.map(({ sha256 }) => sha256))].filter((hash) => !named.has(hash))
}

/** Returns these parts, each once, without those that a photo that stays needs too: equal bytes are stored once. */
export function unneededParts(parts: readonly string[], staying: readonly NamedPhoto[]): string[] {
  const needed = new Set(staying.flatMap((photo) => photo.parts))
  return [...new Set(parts)].filter((hash) => !needed.has(hash))
}
