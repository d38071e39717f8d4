import { bytesOfBase64 } from '#lib/domain/peers/bundle/base64url.ts'
import { toBase64Url } from './base64.ts'
import type { Wrapped } from './keys.ts'
import { bound } from './seal.ts'

const curve = { name: 'ECDH', namedCurve: 'P-256' }

/** Makes a key for one exchange. Its private half never leaves this memory. */
export const newKeyHalves = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(curve, false, ['deriveBits'])

/** Makes a key that is kept; its private half leaves this memory only wrapped. */
export const newKeptHalves = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(curve, true, ['deriveBits'])

/** Opens a wrapped private half. @throws OperationError when it was wrapped with another key */
export const unwrappedHalf = ({ iv, key }: Wrapped, by: CryptoKey): Promise<CryptoKey> =>
  crypto.subtle.unwrapKey('pkcs8', key, by, bound(iv, 'pkcs8'), curve, false, ['deriveBits'])

/** Spells the public half as a card does. */
export const spelledHalf = async (half: CryptoKey): Promise<string> => toBase64Url(await rawHalf(half))

/** Returns the bytes of a public half. */
export const rawHalf = async (half: CryptoKey) => new Uint8Array(await crypto.subtle.exportKey('raw', half))

/** Agrees on a secret with the phone whose card has that key. @throws when it is no point of the curve */
export async function agreeWith(key: string) {
  const pair = await newKeyHalves()
  const secret = await agreedSecret(pair, bytesOfBase64(key))
  if (!secret) throw new Error('the card’s key is none')
  return { half: await rawHalf(pair.publicKey), secret }
}

/** Returns what two phones agree on by their halves of a key (ECDH); null when the other half is no point of the curve. */
export async function agreedSecret(
  { privateKey }: Pick<CryptoKeyPair, 'privateKey'>,
  half: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer> | null> {
  const other = await crypto.subtle.importKey('raw', half, curve, false, []).catch(() => null)
  if (!other) return null
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, privateKey, 256))
}
