import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { JsonWebKey } from 'node:crypto'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { replaceFile } from '../disk/replace.ts'

/** The agent's own key; phones trust its signatures once a commander has approved it. */
export interface AgentKey {
  /** RFC 7638 thumbprint. */
  id: string
  publicKey: PublicKey
  /** ECDSA P-256 over SHA-256 of the UTF-8 text; 64 bytes r‖s, base64url. */
  sign(text: string): string
}

/**
 * Reads the P-256 key from a file that only this program may read; creates it on the first run.
 * @throws when the file is damaged
 */
export function keptKey(path: string): AgentKey {
  const jwk = read(path) ?? made(path)
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const { x, y } = createPublicKey(key).export({ format: 'jwk' }) as { x: string; y: string }
  const publicKey: PublicKey = { kty: 'EC', crv: 'P-256', x, y }
  const way = { key, dsaEncoding: 'ieee-p1363' } as const
  return {
    id: thumbprint(publicKey),
    publicKey,
    sign: (text) => sign('sha256', Buffer.from(text), way).toString('base64url')
  }
}

function read(path: string): JsonWebKey | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as JsonWebKey
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw problem
  }
}

function made(path: string): JsonWebKey {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  replaceFile(path, JSON.stringify(jwk))
  return jwk
}
