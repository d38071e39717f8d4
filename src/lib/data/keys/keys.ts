import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import type { NewDevice } from '#lib/ports/keys.ts'
import { fromBase64, toBase64Url } from './base64.ts'
import { bound } from './seal.ts'

/** PBKDF2-HMAC-SHA256 rounds for a PIN: OWASP Password Storage Cheat Sheet (2023 and later). */
export const pinIterations = 600_000

export interface Wrapped {
  iv: Uint8Array<ArrayBuffer>
  key: Uint8Array<ArrayBuffer>
}

const encoder = new TextEncoder()
const signing = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** Derives the key that wraps the data key; it exists only while a PIN is being checked. */
export async function pinKey(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number
): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', encoder.encode(pin.normalize('NFC')), 'PBKDF2', false, [
    'deriveKey'
  ])
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, [
    'wrapKey',
    'unwrapKey'
  ])
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

/** @throws OperationError when the PIN behind `by` is wrong */
export function unwrapDataKey({ iv, key }: Wrapped, by: CryptoKey): Promise<CryptoKey> {
  return crypto.subtle.unwrapKey('raw', key, by, bound(iv, 'raw'), 'AES-GCM', false, dataUses)
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
