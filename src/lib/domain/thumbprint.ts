import { sha256 } from '@noble/hashes/sha2.js'
import type { PublicKey } from './directory/facts.ts'

/**
 * Returns the id of a device, which is the thumbprint of its P-256 public key (RFC 7638): SHA-256 of the members in their
 * order, base64url without padding.
 */
export function thumbprint({ crv, kty, x, y }: PublicKey): string {
  const members = new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }))
  const base64 = btoa(String.fromCharCode(...sha256(members)))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace('=', '')
}
