import { sha256 } from '@noble/hashes/sha2.js'
import type { Envelope } from './fact.ts'
import { idTime, uuidv7 } from './uuid.ts'

/** The place and number that an id is made from besides its time. */
export type Numbered = Pick<Envelope, 'unit' | 'book' | 'device' | 'n'>

const encoder = new TextEncoder()

/**
 * Returns the id of a fact: a UUIDv7 (RFC 9562) whose free bits are those of SHA-256(unit NUL book NUL device NUL n NUL ms).
 * So a fact cannot bear the id of another one, in whatever book or quarter, and everybody can check that.
 * @param ms time of recording, Unix ms
 */
export function certifiedId({ unit, book, device, n }: Numbered, ms: number): string {
  return uuidv7(ms, sha256(encoder.encode([unit, book, device, n, ms].join('\0'))))
}

/** Tells whether a fact bears its own id; whoever receives facts drops the others. */
export const hasOwnId = (fact: Numbered & Pick<Envelope, 'id'>): boolean =>
  fact.id === certifiedId(fact, idTime(fact.id))
