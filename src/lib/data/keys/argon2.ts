import { argon2idAsync } from '@noble/hashes/argon2.js'
import { argon2id } from 'hash-wasm'

/** The cost of Argon2id: memory in KiB and passes over it, with one lane. */
export interface Cost {
  kib: number
  passes: number
}

/** The least that OWASP's Password Storage Cheat Sheet allows (Argon2id, 19 MiB, two passes). */
export const leastCost: Cost = { kib: 19_456, passes: 2 }

/** The costs to choose from, dearest first; a phone of 2 GB has room for each. */
const costs: readonly Cost[] = [{ kib: 65_536, passes: 3 }, { kib: 47_104, passes: 2 }, leastCost]

/** Longest that an unlocking may wait for it, ms. */
const bearableMs = 300

const work = ({ kib, passes }: Cost) => kib * passes

/** Returns the dearest cost that this phone bears. @param leastMs what the least cost took here, ms */
export function bearableCost(leastMs: number): Cost {
  const msOf = (cost: Cost) => (leastMs * work(cost)) / work(leastCost)
  return costs.find((cost) => msOf(cost) <= bearableMs) ?? leastCost
}

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
