import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import type { NewDevice } from '#lib/ports/keys.ts'
import { fromBase64, toBase64Url } from './base64.ts'
import { bound } from './seal.ts'

export interface Wrapped {
  iv: Uint8Array<ArrayBuffer>
  key: Uint8Array<ArrayBuffer>
}

const encoder = new TextEncoder()
const signing = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** Makes a secret of this browser that no script can take away: HMAC-SHA-256, not extractable. */
export function newBrowserKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

/**
 * Makes the key that wraps the data key, of a stretched PIN and this browser's own secret; it exists only while a PIN is
 * being checked. What a script reads of the wrapped keys cannot be guessed elsewhere without that secret.
 */
export async function wrappingKey(stretched: BufferSource, browserKey: CryptoKey): Promise<CryptoKey> {
  const secret = await crypto.subtle.sign('HMAC', browserKey, stretched)
  return crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['wrapKey', 'unwrapKey'])
}

/** Makes a data key, extractable only so that it can be wrapped; use the one from `unwrapDataKey`. */
export function newDataKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, dataUses)
}
const dataUses: KeyUsage[] = ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey']

/** Makes a P-256 signing key, extractable only so that it can be wrapped. */
export async function newDevice(): Promise<NewDevice> {
  const pair = await crypto.subtle.generateKey(signing, true, ['sign', 'verify'])
  const publicKey = await publicKeyOf(pair)
  return {
    pair,
    key: { id: thumbprint(publicKey), publicKey, sign: (text) => sign(pair.privateKey, text) }
  }
}

export async function wrap(format: 'raw' | 'pkcs8', key: CryptoKey, by: CryptoKey): Promise<Wrapped> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, key: new Uint8Array(await crypto.subtle.wrapKey(format, key, by, bound(iv, format))) }
}

/**
 * @param isToWrap whether it shall be wrapped anew: only such a key can be taken out of its place
 * @throws OperationError when the PIN behind `by` is wrong
 */
export function unwrapDataKey({ iv, key }: Wrapped, by: CryptoKey, isToWrap = false): Promise<CryptoKey> {
  return crypto.subtle.unwrapKey('raw', key, by, bound(iv, 'raw'), 'AES-GCM', isToWrap, dataUses)
}

export function unwrapDeviceKey({ iv, key }: Wrapped, by: CryptoKey): Promise<CryptoKey> {
  return crypto.subtle.unwrapKey('pkcs8', key, by, bound(iv, 'pkcs8'), signing, false, ['sign'])
}

/** Returns the public key with the members of RFC 7517 that RFC 7638 hashes. */
export async function publicKeyOf(pair: CryptoKeyPair): Promise<PublicKey> {
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  if (!x || !y) throw new Error('a P-256 key without coordinates')
  return { kty: 'EC', crv: 'P-256', x, y }
}

/** Signs with ECDSA P-256 over SHA-256 of the UTF-8 text; 64 bytes r‖s, base64url. */
export async function sign(key: CryptoKey, text: string): Promise<string> {
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, encoder.encode(text))
  return toBase64Url(new Uint8Array(signature))
}

/** Tells whether this text was signed by that device's key. */
export async function verify(key: PublicKey, text: string, sig: string): Promise<boolean> {
  const imported = await crypto.subtle.importKey('jwk', key, signing, false, ['verify'])
  const signature = fromBase64(sig.replaceAll('-', '+').replaceAll('_', '/').padEnd(88, '='))
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, signature, encoder.encode(text))
}
