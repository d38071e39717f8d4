import { createPublicKey, verify } from 'node:crypto'
import type { PublicKey } from '#lib/domain/directory/facts.ts'

/** Verifies a signature (ECDSA P-256, SHA-256, 64 bytes r‖s, base64url). Returns false for a key that is not on the curve. */
export function isSignedBy(key: PublicKey, text: string, sig: string): boolean {
  try {
    const publicKey = createPublicKey({ key, format: 'jwk' })
    const way = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
    return verify('sha256', Buffer.from(text), way, Buffer.from(sig, 'base64url'))
  } catch {
    return false
  }
}
