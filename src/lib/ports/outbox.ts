import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'

/** Counts what this phone has sealed to the server for one account, records and photos. */
export interface SealedCounts {
  /** Not brought to the server yet; any account of this phone brings it. */
  waiting: number
  /** Brought by another account; the notebook itself learns of it at its next exchange. */
  brought: number
}

/** Seals what an account could not send, so that it needs neither its PIN nor this account to arrive. */
export interface SealedOutbox {
  /**
   * Seals what waits and is not sealed yet; drops the boxes of what has been sent since.
   * @param keys asked for those of the units' servers, once something waits; of a unit without one nothing is sealed
   */
  seal(keys: () => Promise<ReadonlyMap<string, PublicKey>>): Promise<void>
}

/** A sealed box of this phone, as it is left at a gate. */
export interface BoxToLeave {
  /** Its place on this phone. */
  id: string
  /** SHA-256 of its letters, base64url. */
  name: string
  /** The id of the key that it is sealed to. */
  to: string
  /** See `boxLetters`. */
  letters: string
  /** Records and photos of this phone's people in it; 0: another phone's. */
  counts: number
  /** Tells whether another phone sealed it, which this one carries. */
  isHanded: boolean
  /** Names the gate at which a copy was left before, and when, Unix ms of the device. */
  left?: { gate: string; at: number }
}

/** The sealed boxes of this phone: whoever carries them reads nothing, and the server takes each record once. */
export interface GateBoxes {
  /** Seals what waits here and is not sealed yet, and lists the boxes for a unit's server, the oldest first. */
  toLeave(unit: string, key: PublicKey): Promise<BoxToLeave[]>
  /** Notes that a copy of a box lies at a gate now. @param at Unix ms of the device */
  noteLeft(id: string, gate: string, at: number): Promise<void>
  /** Names the boxes of others that this phone carries, or brought within the last days. */
  carried(): Promise<ReadonlySet<string>>
  /** Reads letters as a box that this name names; null when they are not. */
  boxOf(name: string, letters: string, of: Pick<SealedBox, 'unit' | 'key'>): Promise<SealedBox | null>
}

/** Holds what another app has handed over by the phone's share sheet: words and pictures, in one go. */
export interface SharedItem {
  id: string
  /** When it came, Unix ms of the phone. */
  at: number
  /** '' when only pictures came. */
  text: string
  /** Number of its pictures, which are opened apart. */
  pictures: number
  leftOut: LeftOut
}

/** Tells what of a shared item was not kept: words that went on, and numbers of pictures and of other files. */
export interface LeftOut {
  words: boolean
  pictures: number
  files: number
}

/** Gives what other apps have shared into the notebook and nobody has used yet; it lies sealed on this phone alone. */
export interface SharedInbox {
  /** Makes the key to which a locked phone seals what comes, where there is none, and notes that this account uses the phone. */
  ready(): Promise<void>
  /** Lists what waits, the oldest first. */
  waiting(): Promise<readonly Pick<SharedItem, 'id' | 'at'>[]>
  /** Opens one item; null: it is gone, or cannot be opened. */
  open(id: string): Promise<SharedItem | null>
  /** Opens the pictures of one item; null as with `open`. */
  pictures(id: string): Promise<readonly File[] | null>
  remove(id: string): Promise<void>
}
