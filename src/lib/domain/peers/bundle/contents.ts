import type { Envelope } from '../../fact.ts'
import type { SealedBox } from '../../transit/box.ts'
import { packBoxes, unpackBoxes } from './boxes.ts'
import { ByteReader, MalformedBundle } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { packFacts } from './pack-facts.ts'
import { unpackFacts } from './unpack-facts.ts'

/** Holds what one phone hands to another: facts that the receiver may read, and boxes that only the unit's server opens. */
export interface BundleContents {
  facts: readonly Envelope[]
  boxes: readonly SealedBox[]
}

/** Writes the contents of a bundle, to be compressed. @param contents of one unit, within `bundleLimits` */
export function packContents({ facts, boxes }: BundleContents): Uint8Array<ArrayBuffer> {
  const to = new ByteWriter()
  packFacts(facts, to)
  packBoxes(boxes, to)
  return to.done()
}

/**
 * Reads the contents of a bundle of that unit; null when no phone has written them so. Takes time and memory in proportion to
 * the bytes and to `bundleLimits`, whatever they say. Each fact has an envelope and bears its own id; who signed it is not
 * known yet.
 */
export function unpackContents(unit: string, bytes: Uint8Array<ArrayBuffer>): BundleContents | null {
  const from = new ByteReader(bytes)
  try {
    const facts = unpackFacts(unit, from)
    const boxes = unpackBoxes(unit, from)
    return from.isAtEnd ? { facts, boxes } : null
  } catch (problem) {
    if (problem instanceof MalformedBundle) return null
    throw problem
  }
}
