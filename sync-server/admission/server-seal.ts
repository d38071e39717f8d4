import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { readOrCreateJson } from '../files/json-file.ts'
import { sealsFolder } from './seals.ts'

/** Separates what is sealed: no seal of one kind is right for another. */
type Purpose = 'session' | 'password-reset' | 'nonces'

/** The server's proof that it wrote a document itself, by a key that does not lie in CouchDB. */
export interface ServerSeal {
  /**
   * Returns the HMAC-SHA256 (RFC 2104), base64url, over a purpose and all values that matter.
   * @param values plain JSON without objects, so that no order of members matters
   */
  of(purpose: Purpose, values: readonly unknown[]): string
  /** Tells whether a seal is this server's, for that purpose and these values. */
  isRight(purpose: Purpose, values: readonly unknown[], seal: unknown): boolean
}

/** Seals with a key of 32 bytes. */
export function serverSealWith(key: Buffer): ServerSeal {
  const hmac = (purpose: Purpose, values: readonly unknown[]) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, ...values]))
      .digest()
  return {
    of: (purpose, values) => hmac(purpose, values).toString('base64url'),
    isRight(purpose, values, seal) {
      if (typeof seal !== 'string') return false
      const [right, borne] = [hmac(purpose, values), Buffer.from(seal, 'base64url')]
      return right.length === borne.length && timingSafeEqual(right, borne)
    }
  }
}

/**
 * Opens the key in a data folder, in a file of mode 0600 beside the seal keys of the units, made the first time. Gateways
 * share it as they share those; a backup's is not restored, so that a new server believes no session of the old one.
 */
export function serverSealIn(dataDir: string): ServerSeal {
  // No unit's file begins so.
  const file = join(dataDir, sealsFolder, '_server.json')
  const { key } = readOrCreateJson(file, () => ({ key: randomBytes(32).toString('base64url') }))
  return serverSealWith(Buffer.from(key, 'base64url'))
}
