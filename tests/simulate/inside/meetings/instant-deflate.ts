import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Stands in a history for `src/lib/data/peers/deflate.ts`: the same compression, answering at once. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(deflateRawSync(bytes))
}

export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  size: number
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const whole = inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) })
    return whole.length === size ? Uint8Array.from(whole) : null
  } catch {
    return null
  }
}
