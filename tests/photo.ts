import { createHash } from 'node:crypto'
import { cut, join, partBytes, partDocument, type Photo } from '#lib/domain/photos/parts.ts'

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

/** The bytes of two photos whose first parts are equal, and whose second parts are not. */
export function sharingPart(): [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>] {
  const first = someBytes(partBytes)
  return [join([first, someBytes(500)]), join([first, someBytes(600)])]
}

/** A photo as a fact names it. */
export const photoOf = (bytes: Uint8Array<ArrayBuffer>, type: Photo['type'] = 'image/jpeg'): Photo => ({
  sha256: sha256Of(bytes),
  type,
  bytes: bytes.length,
  parts: cut(bytes).map(sha256Of)
})

/** A photo's parts as a phone sends them. */
export const partDocuments = (bytes: Uint8Array<ArrayBuffer>, by: string): PartDocument[] =>
  cut(bytes).map((piece) => partDocument(sha256Of(piece), by, Buffer.from(piece).toString('base64')))
