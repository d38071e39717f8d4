import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Directory } from './directory-shape.ts'

const digests = new WeakMap<Directory, string>()

/**
 * Digests what the verdicts of `trust.ts` by a directory rest on: while it is the same, so are they, for every
 * fact. Hexadecimal SHA-256.
 */
export function trustDigest(known: Directory): string {
  const before = digests.get(known)
  if (before !== undefined) return before
  const { devices, barrings, roleEnds, confirmed } = known
  const said = JSON.stringify([devices, barrings, roleEnds, confirmed], plain)
  const digest = bytesToHex(sha256(new TextEncoder().encode(said)))
  digests.set(known, digest)
  return digest
}

/** Turns into JSON what it has no word for. */
const plain = (_: string, value: unknown) =>
  value instanceof Map ? [...value] : value === Infinity ? 'endless' : value
