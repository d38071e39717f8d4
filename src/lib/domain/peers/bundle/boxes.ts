import * as v from 'valibot'
import { SealedBox } from '../../transit/box.ts'
import { base64UrlOf, bytesOfBase64 } from './base64url.ts'
import { MalformedBundle, type ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { bundleLimits } from './limits.ts'

/** Bytes of an encapsulated key, see `SealedBox`, of a key's thumbprint, and of a signature. */
const encBytes = 65
const keyBytes = 32
const sigBytes = 64

const toBase64 = (bytes: Uint8Array) => {
  const text = base64UrlOf(bytes).replaceAll('-', '+').replaceAll('_', '/')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

/** Writes sealed boxes of one unit. */
export function packBoxes(boxes: readonly SealedBox[], to: ByteWriter): void {
  to.count(boxes.length)
  for (const { key, enc, sealed, device, sig } of boxes) {
    to.raw(bytesOfBase64(key))
    to.raw(bytesOfBase64(enc))
    const bytes = bytesOfBase64(sealed)
    to.count(bytes.length)
    to.raw(bytes)
    to.raw(bytesOfBase64(device))
    to.raw(bytesOfBase64(sig))
  }
}

/** Reads what `packBoxes` wrote. @throws MalformedBundle */
export function unpackBoxes(unit: string, from: ByteReader): SealedBox[] {
  return Array.from({ length: from.count(bundleLimits.boxes) }, () => {
    const key = base64UrlOf(from.raw(keyBytes))
    const enc = toBase64(from.raw(encBytes))
    const sealed = toBase64(from.raw(from.entries()))
    const device = base64UrlOf(from.raw(keyBytes))
    const sig = base64UrlOf(from.raw(sigBytes))
    const box = v.safeParse(SealedBox, { unit, key, enc, sealed, device, sig })
    if (!box.success) throw new MalformedBundle()
    return box.output
  })
}
