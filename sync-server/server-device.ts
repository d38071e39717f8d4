import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { readOrCreateJson } from './files/json-file.ts'

/** A device key of this server; it signs its own facts as phones do. */
export interface ServerDevice {
  /** RFC 7638 thumbprint. */
  id: string
  publicKey: PublicKey
  /** ECDSA P-256 over SHA-256 of the UTF-8 text; 64 bytes r‖s, base64url. */
  sign(text: string): string
}

/** Loads the P-256 key from a file of mode 0600, or creates it the first time. */
export function loadServerDevice(file: string): ServerDevice {
  const jwk = readOrCreateJson(file, () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  )
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const { x, y } = createPublicKey(key).export({ format: 'jwk' }) as { x: string; y: string }
  const publicKey: PublicKey = { kty: 'EC', crv: 'P-256', x, y }
  return {
    id: thumbprint(publicKey),
    publicKey,
    sign: (text) =>
      sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  }
}
