import type { PhotoHome } from '#lib/domain/database-names.ts'

/** A part of a photo that the server does not have. */
export interface UnsentPart extends PhotoHome {
  /** SHA-256 of its bytes, base64url. */
  hash: string
  /** With it the whole photo is there. */
  isLast: boolean
  /** Returns its bytes; null when the copy here is damaged or gone. */
  read(): Promise<Uint8Array<ArrayBuffer> | null>
}

/** The photos that wait, part by part. */
export interface UnsentParts {
  eachUnsentPart(use: (part: UnsentPart) => Promise<void>): Promise<void>
}
