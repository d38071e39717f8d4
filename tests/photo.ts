import { createHash } from 'node:crypto'
import { fileName, fileType } from '#lib/domain/evidence/rules.ts'
import { cut, partId, type PhotoType } from '#lib/domain/evidence/parts.ts'

/** A document of `_bulk_docs` that carries one part of a photo. */
export interface PartDocument {
  _id: string
  by: string
  sha256: string
  part: number
  parts: number
  type: PhotoType
  bytes: number
  _attachments: Record<string, { content_type: string; data: string }>
}

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
  const sha256 = sha256Of(bytes)
  const parts = cut(bytes)
  return parts.map((piece, part) => ({
    _id: partId(sha256, part),
    by,
    sha256,
    part,
    parts: parts.length,
    type: 'image/jpeg',
    bytes: bytes.length,
    _attachments: {
      [fileName]: { content_type: fileType, data: Buffer.from(piece).toString('base64') }
    }
  }))
}
