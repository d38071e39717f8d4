import { readHead } from './lib/domain/peers/bundle/head.ts'
import { bundleLimits } from './lib/domain/peers/bundle/limits.ts'

/** Longest beginning of a bundle, in bytes: all that stands in clear. */
const headBytes = 256
const unitId = /^[a-z0-9-]{1,64}$/

/**
 * Tells whether a file that was shared is a colleague's bundle, by its name or by how it begins: whatever apps call it on
 * the way, it is encrypted itself, and waits for its code. What is larger than any bundle is none.
 */
export async function isBundle(file: File): Promise<boolean> {
  if (file.size === 0 || file.size > bundleLimits.file) return false
  if (/\.sotay$/i.test(file.name)) return true
  const head = readHead(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()))
  return !('code' in head) && file.size > head.length && unitId.test(head.unit)
}
