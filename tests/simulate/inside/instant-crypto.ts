import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto'
import type { Chance } from './chance.ts'

const tagBytes = 16

interface Binding {
  iv: Uint8Array
  additionalData: Uint8Array
}
/** How a key is made of another (HKDF-SHA-256). */
interface Derivation {
  salt: Uint8Array
  info: Uint8Array
}
/** A data key as this crypto knows it. */
export interface RawKey {
  raw: Uint8Array
}

const bare = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer

/**
 * The part of WebCrypto that store, courier and bundles use, the same algorithms answering at once: its own threads would answer
 * in an order that no seed repeats.
 */
export function instantCrypto(chance: () => Chance) {
  return {
    subtle: {
      async digest(_: 'SHA-256', data: ArrayBuffer | Uint8Array): Promise<ArrayBuffer> {
        const bytes = data instanceof Uint8Array ? data : new Uint8Array(data)
        return bare(createHash('sha256').update(bytes).digest())
      },
      async importKey(_: 'raw', raw: Uint8Array): Promise<RawKey> {
        return { raw: Uint8Array.from(raw) }
      },
      async deriveBits({ salt, info }: Derivation, { raw }: RawKey, bits: number): Promise<ArrayBuffer> {
        return hkdfSync('sha256', raw, salt, info, bits / 8)
      },
      async encrypt(
        { iv, additionalData }: Binding,
        { raw }: RawKey,
        clear: Uint8Array
      ): Promise<ArrayBuffer> {
        const cipher = createCipheriv('aes-256-gcm', raw, iv).setAAD(additionalData)
        return bare(Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()]))
      },
      async decrypt(
        { iv, additionalData }: Binding,
        { raw }: RawKey,
        sealed: Uint8Array
      ): Promise<ArrayBuffer> {
        const text = sealed.subarray(0, sealed.length - tagBytes)
        const cipher = createDecipheriv('aes-256-gcm', raw, iv).setAAD(additionalData)
        cipher.setAuthTag(sealed.subarray(text.length))
        return bare(Buffer.concat([cipher.update(text), cipher.final()]))
      }
    },
    getRandomValues: <Bytes extends Uint8Array>(into: Bytes) => chance().bytes(into),
    randomUUID: () => {
      const hex = Buffer.from(chance().bytes(new Uint8Array(16))).toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
    }
  }
}
