import { fromBase64, toBase64 } from './base64.ts'

const ivBytes = 12
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Seals a JSON value under the data key: AES-GCM 256, a random 96-bit IV in front, `name` bound in as
 * associated data, so that a sealed body cannot be moved to another fact.
 * @returns base64 of IV and ciphertext
 */
export async function seal(key: CryptoKey, name: string, value: unknown): Promise<string> {
  return toBase64(await sealBytes(key, name, encoder.encode(JSON.stringify(value))))
}

/** @throws when the key is another one, or when text or name were changed */
export async function unseal(key: CryptoKey, name: string, sealed: string): Promise<unknown> {
  return JSON.parse(decoder.decode(await unsealBytes(key, name, fromBase64(sealed))))
}

export async function sealBytes(
  key: CryptoKey,
  name: string,
  clear: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const text = await crypto.subtle.encrypt(bound(iv, name), key, clear)
  const sealed = new Uint8Array(ivBytes + text.byteLength)
  sealed.set(iv)
  sealed.set(new Uint8Array(text), ivBytes)
  return sealed
}

export async function unsealBytes(
  key: CryptoKey,
  name: string,
  sealed: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = sealed.subarray(0, ivBytes)
  return new Uint8Array(await crypto.subtle.decrypt(bound(iv, name), key, sealed.subarray(ivBytes)))
}

/** The AES-GCM parameters of everything sealed here. */
export function bound(iv: Uint8Array<ArrayBuffer>, name: string) {
  return { name: 'AES-GCM', iv, additionalData: encoder.encode(name) }
}
