import { argon2idAsync } from '@noble/hashes/argon2.js'
import { argon2id } from 'hash-wasm'
import type { Cost } from './cost.ts'

export interface Stretching {
  /** UTF-8 text. */
  secret: string
  /** 16 random bytes. */
  salt: Uint8Array<ArrayBuffer>
  cost: Cost
}

/** Stretches a secret to 32 bytes (RFC 9106, Argon2id, version 0x13). Takes long on purpose: never call it on the page's thread. */
export async function argon2(
  { secret, salt, cost: { kib, passes } }: Stretching,
  hasWebAssembly = 'WebAssembly' in globalThis
): Promise<Uint8Array<ArrayBuffer>> {
  const hash = hasWebAssembly
    ? argon2id({
        password: secret,
        salt,
        memorySize: kib,
        iterations: passes,
        parallelism: 1,
        hashLength: 32,
        outputType: 'binary'
      })
    : argon2idAsync(secret, salt, { m: kib, t: passes, p: 1, dkLen: 32 })
  return new Uint8Array(await hash)
}
