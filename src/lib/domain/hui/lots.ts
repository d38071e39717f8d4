import { sha256 } from '@noble/hashes/sha2.js'
import type { FactOf } from '../facts.ts'
import type { Doubt, HeldPart } from './state.ts'

export type LotBody = FactOf<'hui.lot-drawn'>['body']

/** Verdict on a lot by commit and reveal: the part that it draws, or why it draws none. */
export type LotVerdict = { ok: true; drawn: number } | { ok: false; code: 'commit-differs' | 'no-parts' }

const bytesOf = (text: string) => sha256(new TextEncoder().encode(text.normalize('NFC')))

/** Returns the commit of a seed: its SHA-256 in hex. */
export const commitOf = (seed: string): string =>
  Array.from(bytesOf(seed), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Verifies a lot by commit and reveal, and returns the part that it draws among `parts`, each as likely as the others:
 * SHA-256 of the seed, a line break and the words is read in numbers of four bytes, the first byte the highest; the first
 * one below the largest multiple of the number of parts says, by its remainder, which of the parts in rising order; where
 * none is, that hash is hashed again. The words come after the commit, so that who chose the seed does not choose the
 * part. Anybody can compute it.
 */
export function verifyLot(
  { commit, seed, words }: NonNullable<LotBody['remote']>,
  parts: readonly number[]
): LotVerdict {
  const sorted = [...new Set(parts)].sort((a, b) => a - b)
  if (sorted.length === 0) return { ok: false, code: 'no-parts' }
  if (commitOf(seed) !== commit) return { ok: false, code: 'commit-differs' }
  const fair = 2 ** 32 - (2 ** 32 % sorted.length)
  for (let hash = bytesOf(`${seed}\n${words}`); ; hash = sha256(hash)) {
    const numbers = new DataView(hash.buffer, hash.byteOffset, hash.byteLength)
    for (let at = 0; at < hash.length; at += 4) {
      const number = numbers.getUint32(at)
      if (number < fair) return { ok: true, drawn: sorted[number % sorted.length]! }
    }
  }
}

/** Returns why a lot cannot count for its round, with the parts before that round; null: it can. */
export function lotDoubt({ parts, drawn, remote }: LotBody, held: readonly HeldPart[]): Doubt | null {
  const named = parts.map((no) => held[no - 1])
  if (!parts.includes(drawn) || named.some((part) => !part)) return 'unknown-part'
  if (named.some((part) => part!.takenAt !== null)) return 'taken-twice'
  if (!remote) return null
  const verdict = verifyLot(remote, parts)
  return verdict.ok && verdict.drawn === drawn ? null : 'lot-not-verified'
}
