import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import type { PublicKey } from '#lib/domain/directory/facts.ts'

/** Verifies a signature (ECDSA P-256, SHA-256, 64 bytes r‖s, base64url). Returns false for a key that is not on the curve. */
export function isSignedBy(key: PublicKey, text: string, sig: string): boolean {
  const kept = keyObject(key)
  const way = kept && ({ key: kept, dsaEncoding: 'ieee-p1363' } as const)
  return way !== null && verify('sha256', Buffer.from(text), way, Buffer.from(sig, 'base64url'))
}

/** Verifies as `isSignedBy`, off the event loop: a push of hundreds must not hold up others. */
export function verifySignature(key: PublicKey, text: string, sig: string): Promise<boolean> {
  const kept = keyObject(key)
  if (!kept) return Promise.resolve(false)
  const way = { key: kept, dsaEncoding: 'ieee-p1363' } as const
  return new Promise((resolve) =>
    verify('sha256', Buffer.from(text), way, Buffer.from(sig, 'base64url'), (problem, right) =>
      resolve(!problem && right)
    )
  )
}

const remembered = 5_000
const keys = new Map<string, KeyObject | null>()

/** Returns a key as Node takes it, null when it is not on the curve; remembers it, since to read it costs twice a check. */
function keyObject(key: PublicKey): KeyObject | null {
  const name = `${key.x} ${key.y}`
  const known = keys.get(name)
  if (known !== undefined) return known
  const [oldest] = keys.keys()
  if (keys.size >= remembered && oldest) keys.delete(oldest)
  const read = readKey(key)
  keys.set(name, read)
  return read
}

function readKey(key: PublicKey): KeyObject | null {
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return null
  }
}
