import { createHash } from 'node:crypto'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { machine } from './globals.ts'

const digest = (text: string, algorithm = 'sha256') => createHash(algorithm).update(text).digest('base64url')

/** A device's key. What it signs, and what verifies that, costs a hash and is the same for the same seed. */
export class InstantKey {
  readonly id: string
  readonly publicKey: PublicKey

  constructor(private readonly secret: string) {
    this.publicKey = { kty: 'EC', crv: 'P-256', x: digest(`x ${secret}`), y: digest(`y ${secret}`) }
    this.id = thumbprint(this.publicKey)
    machine.secrets.set(this.publicKey.x, secret)
  }

  readonly sign = (text: string): string => signature(this.secret, text)
}

const signature = (secret: string, text: string) => digest(`${secret} ${text}`, 'sha512')

/**
 * Stands in a history for `sync-server/signature.ts`: no threads, so that a seed repeats their order, and no chance in a
 * signature. Only who holds a key can sign with it.
 */
export function isSignedBy({ x, y }: PublicKey, text: string, sig: string): boolean {
  const secret = machine.secrets.get(x)
  return secret !== undefined && y === digest(`y ${secret}`) && sig === signature(secret, text)
}

export const verifySignature = async (...[key, text, sig]: Parameters<typeof isSignedBy>): Promise<boolean> =>
  isSignedBy(key, text, sig)
