import { createHash } from 'node:crypto'

/** Chance that is the same in every run: ten bytes drawn by some words. */
export const seededBytes = (words: string): Uint8Array =>
  createHash('sha256').update(words).digest().subarray(0, 10)

/** A whole number from 0, below `below`, drawn by some words. */
export function seededNumber(words: string, below: number): number {
  return createHash('sha256').update(words).digest().readUInt32BE() % below
}

/** One of the list, drawn by some words. */
export const seededPick = <T>(list: readonly T[], words: string): T => list[seededNumber(words, list.length)]!
