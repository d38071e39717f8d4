import { createHash } from 'node:crypto'
import { cut, partDocument } from '#lib/domain/photos/parts.ts'

/** A document of `_bulk_docs` that carries one part of a photo. */
export type PartDocument = ReturnType<typeof partDocument>

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url')

/** So many bytes that are no two times the same; they need not be a picture. */
export function someBytes(length: number, seed = Math.random()): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let state = Math.floor(seed * 2 ** 31) | 1
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    bytes[i] = state >> 16
  }
  return bytes
}

/** A photo's parts as a phone sends them. */
export function partDocuments(bytes: Uint8Array<ArrayBuffer>, by: string): PartDocument[] {
  const photo = { sha256: sha256Of(bytes), type: 'image/jpeg', bytes: bytes.length } as const
  return cut(bytes).map((piece, part) => partDocument(photo, part, by, Buffer.from(piece).toString('base64')))
}
