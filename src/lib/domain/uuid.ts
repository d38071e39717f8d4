const hex = (byte: number) => byte.toString(16).padStart(2, '0')

/**
 * Makes a UUID version 7 (RFC 9562): 48 bits of time, then random bits.
 * @param ms Unix time in milliseconds
 * @param random ten random bytes
 */
export function uuidv7(ms: number, random: Uint8Array): string {
  if (!Number.isSafeInteger(ms) || ms < 0 || ms >= 2 ** 48) throw new RangeError('time outside UUIDv7')
  if (random.length < 10) throw new RangeError('UUIDv7 needs ten random bytes')
  const time = ms.toString(16).padStart(12, '0')
  // Copies, because `slice` on a Node Buffer would share the caller's bytes.
  const tail = Uint8Array.from(random.subarray(0, 10))
  tail[0] = 0x70 | (tail[0]! & 0x0f)
  tail[2] = 0x80 | (tail[2]! & 0x3f)
  const rest = Array.from(tail, hex).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`
}

/** Returns the time of recording inside a UUIDv7, Unix milliseconds. */
export function idTime(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** Returns the smallest UUIDv7 of a millisecond, as the bound of a range over ids. */
export function firstIdAt(ms: number): string {
  return uuidv7(Math.max(0, ms), new Uint8Array(10))
}
