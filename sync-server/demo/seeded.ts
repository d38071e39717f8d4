import { createHash } from 'node:crypto'

/** Returns ten pseudo-random bytes seeded by `words`, the same in every run. */
export const seededBytes = (words: string): Uint8Array =>
  createHash('sha256').update(words).digest().subarray(0, 10)

/** Returns a whole number from 0, less than `below`, seeded by `words`. */
export function seededNumber(words: string, below: number): number {
  return createHash('sha256').update(words).digest().readUInt32BE() % below
}

/** Picks one item of the list, seeded by `words`. */
export const seededPick = <T>(list: readonly T[], words: string): T => list[seededNumber(words, list.length)]!
