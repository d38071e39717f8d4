/** Compresses bytes (RFC 1951). */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const through = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(through).arrayBuffer())
}

/**
 * Decompresses what `deflate` made of `size` bytes; null when it comes to any other size. Holds no more than that, however
 * much the bytes would come to.
 */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  size: number
): Promise<Uint8Array<ArrayBuffer> | null> {
  const through = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = through.getReader()
  const whole = new Uint8Array(size)
  let at = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return at === size ? whole : null
      if (at + value.length > size) break
      whole.set(value, at)
      at += value.length
    }
  } catch {
    // Bytes that nothing was compressed to.
    return null
  }
  await reader.cancel().catch(() => {})
  return null
}
