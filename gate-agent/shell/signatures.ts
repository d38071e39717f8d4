import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { SignedText } from '#lib/domain/gates/contract/envelope.ts'

/** Number of imported keys to cache; a commune has fewer phones. */
const most = 1_000

/** Verifies signatures and caches the imported keys. */
export class Signatures {
  readonly #ready = new Map<string, KeyObject | null>()

  /** Tells whether that key signed exactly this text. */
  verify(by: PublicKey, { p, s }: SignedText): boolean {
    const key = this.#keyOf(by)
    if (!key) return false
    return verify('sha256', Buffer.from(p), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(s, 'base64url'))
  }

  #keyOf(by: PublicKey): KeyObject | null {
    const name = `${by.x} ${by.y}`
    const ready = this.#ready.get(name)
    if (ready !== undefined) return ready
    if (this.#ready.size >= most) this.#ready.clear()
    const made = keyObject(by)
    this.#ready.set(name, made)
    return made
  }
}

/** Imports a public key; null when its coordinates are not a point on the curve. */
function keyObject(key: PublicKey): KeyObject | null {
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return null
  }
}
