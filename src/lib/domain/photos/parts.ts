/** The size of a part in bytes; only the last one of a photo is smaller. */
export const partBytes = 256 * 1024
/** The most parts a photo has: 8 MB. */
export const maxPhotoParts = 32
export const maxPhotoBytes = partBytes * maxPhotoParts

/** The media types that a photo may have. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof photoTypes)[number]

/** A photo as its fact describes it. */
export interface Photo {
  /** SHA-256 of its bytes, base64url. */
  sha256: string
  type: PhotoType
  /** Size in bytes. */
  bytes: number
}

/** Returns the number of parts for that many bytes. */
export const partsOf = (bytes: number): number => Math.ceil(bytes / partBytes)

/** Returns the length in bytes of part `part` (from 0) of a photo of `bytes` bytes. */
export const lengthOfPart = (bytes: number, part: number): number =>
  Math.min(partBytes, bytes - part * partBytes)

/**
 * Returns a part's id in CouchDB. The prefix is needed: a hash may begin with `_`, and no id of ours may.
 * @param part from 0
 */
export const partId = (sha256: string, part: number): string =>
  `part.${sha256}.${String(part).padStart(3, '0')}`

/** The name of a part's only attachment, which holds its bytes; by itself it is no picture. */
export const fileName = 'bytes'
export const fileType = 'application/octet-stream'

/**
 * Builds the document that stores one part of a photo in CouchDB.
 * @param part from 0
 * @param by the account that uploads it
 * @param data base64 of the part's bytes
 */
export function partDocument({ sha256, type, bytes }: Photo, part: number, by: string, data: string) {
  const _attachments = { [fileName]: { content_type: fileType, data } }
  return { _id: partId(sha256, part), by, sha256, part, parts: partsOf(bytes), type, bytes, _attachments }
}

/** Splits bytes into parts, in order; `join` restores them. */
export function cut(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: partsOf(bytes.length) }, (_, part) =>
    bytes.subarray(part * partBytes, (part + 1) * partBytes)
  )
}

/** Joins parts, given in order. */
export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
