import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { SignedText } from '#lib/domain/gates/contract/envelope.ts'

/** So many keys are kept ready; a commune has fewer phones. */
const most = 1_000

/** Verifies signatures; a key that was used once is ready for the next time. */
export class Signatures {
  readonly #ready = new Map<string, KeyObject | null>()

  /** Did that key sign exactly this text? */
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

/** Null: coordinates that are no point of the curve, so nobody's key. */
function keyObject(key: PublicKey): KeyObject | null {
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return null
  }
}
