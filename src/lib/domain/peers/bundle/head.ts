import type { UnopenedBundle } from '../refusals.ts'
import { ByteReader, MalformedBundle } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

/** First byte of a bundle: what opens it. Later forms count on to `lastVersion`. */
export const opensBy = { code: 1, card: 2 } as const
const lastVersion = 15
export const nonceBytes = 16
/** Bytes of a public half: a point of P-256, uncompressed. */
const halfBytes = 65

export type BundleVersion = (typeof opensBy)[keyof typeof opensBy]

/** Stands in clear at the beginning of a bundle. */
interface BundleHead {
  version: BundleVersion
  unit: string
  nonce: Uint8Array<ArrayBuffer>
  half: Uint8Array<ArrayBuffer>
}

export function headOf({ version, unit, nonce, half }: BundleHead): Uint8Array<ArrayBuffer> {
  const head = new ByteWriter()
  head.count(version)
  head.text(unit)
  head.raw(nonce)
  head.raw(half)
  return head.done()
}

/** Reads how a bundle begins, from all its bytes or the first ones. */
export function readHead(
  bytes: Uint8Array<ArrayBuffer>
): (BundleHead & { length: number }) | { code: UnopenedBundle } {
  const [first = 0] = bytes
  const version = Object.values(opensBy).find((known) => known === first)
  if (!version) return { code: first > opensBy.card && first <= lastVersion ? 'newer' : 'not-a-bundle' }
  return (
    tryRead(bytes, (from) => {
      from.count()
      const unit = from.text()
      const nonce = from.raw(nonceBytes)
      const half = from.raw(version === opensBy.card ? halfBytes : 0)
      return { version, unit, nonce, half, length: headOf({ version, unit, nonce, half }).length }
    }) ?? { code: 'not-a-bundle' }
  )
}

/** Returns null where no writer of bundles made these bytes. */
export function tryRead<T>(bytes: Uint8Array<ArrayBuffer>, read: (from: ByteReader) => T): T | null {
  try {
    return read(new ByteReader(bytes))
  } catch (problem) {
    if (problem instanceof MalformedBundle) return null
    throw problem
  }
}
