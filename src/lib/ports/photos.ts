import type { PhotoHome } from '#lib/domain/database-names.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { Source } from './source.ts'

/** The reason why a photo was not kept; nothing of it is on the phone then. */
export type NotKept = 'not-a-picture' | 'storage-full' | 'storage-broken'

/**
 * The reason why a photo cannot be shown now. `absent`: the phone that took it has not uploaded all of it yet;
 * `not-matching`: the bytes are not those that the fact names, and are shown to nobody.
 */
export type NotShown = 'absent' | 'not-matching' | 'not-allowed' | 'signed-out' | 'unreachable' | 'trouble'

/** A photo that the server does not have. */
interface UnsentPhoto {
  sha256: string
  state: 'waiting' | 'refused'
  /** The reason for its last refusal; `lost`: the copy on this phone is damaged or gone. */
  reason?: string
}

export interface PhotoCounts {
  waiting: number
  refused: number
  unsent: readonly UnsentPhoto[]
}

/** The photos of one account, sealed on this phone, and those on the unit's server. */
export interface Photos {
  /**
   * Keeps a picture for its database, scaled down where it is large and without the camera's metadata; the courier
   * uploads it.
   * @returns how a fact shall name it, or why nothing was kept
   */
  add(home: PhotoHome, picture: Blob): Promise<Photo | { code: NotKept }>
  /** Returns the photo that a fact names, from this phone or else from the server, once its hash is verified. */
  open(home: PhotoHome, photo: Photo): Promise<Blob | { code: NotShown }>
  /** Returns a photo that lies here whole, without asking the server; null: it does not. */
  lyingHere(home: PhotoHome, photo: Photo): Promise<Blob | null>
  /**
   * Keeps a photo that another phone handed over, once its hashes are verified.
   * @param isCarried whether the courier shall upload it
   * @returns false, and keeps nothing, when these are not the bytes that its fact names
   * @throws DOMException `QuotaExceededError` when the phone is full
   */
  keepBrought(home: PhotoHome, photo: Photo, picture: Blob, isCarried: boolean): Promise<boolean>
  /** Returns the SHA-256 of a picture's bytes, base64url, as a fact would name it. */
  hashOf(picture: Blob): Promise<string>
  /** Counts the photos that wait for the courier, and those that the server refused; live. */
  counts(): Source<PhotoCounts>
  /** Offers refused photos again. */
  sendAgain(): Promise<void>
  close(): Promise<void>
}
