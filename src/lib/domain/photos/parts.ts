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
  /** SHA-256 of its bytes, base64url: the photo's identity, which anybody can recompute from the file. */
  sha256: string
  type: PhotoType
  /** Size in bytes. */
  bytes: number
  /** SHA-256 of each part, base64url, in order. */
  parts: string[]
}

/**
 * Returns a part's id in CouchDB. The prefix is needed: a hash may begin with `_`, and no id of ours may.
 * @param hash SHA-256 of the part's bytes, base64url
 */
export const partId = (hash: string): string => `part.${hash}`

/** The name of a part's only attachment, which holds its bytes; by itself it is no picture. */
export const fileName = 'bytes'
export const fileType = 'application/octet-stream'

/**
 * Builds the document that stores one part in CouchDB. It says nothing about a photo, so that photos with a part in
 * common share it.
 * @param hash SHA-256 of the part's bytes, base64url
 * @param by the account that uploads it
 * @param data base64 of the part's bytes
 */
export const partDocument = (hash: string, by: string, data: string) => ({
  _id: partId(hash),
  by,
  _attachments: { [fileName]: { content_type: fileType, data } }
})

/** Splits bytes into parts, in order; `join` restores them. */
export function cut<Memory extends ArrayBufferLike>(bytes: Uint8Array<Memory>): Uint8Array<Memory>[] {
  return Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, part) =>
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
