import type { BundleContents } from '../bundle/contents.ts'
import { bundleLimits } from '../bundle/limits.ts'

const encoder = new TextEncoder()

/**
 * Holds what one side of a channel has announced and not brought yet: nothing else of it is taken in, and no more bytes than a
 * giver chooses. A giver lists what it has chosen once and brings each of that once, whatever it records meanwhile.
 */
export class AnnouncedGift {
  readonly #facts: Set<string>
  #boxes: number
  /** UTF-8 bytes of facts as JSON, and letters of boxes, for which there is room still. */
  #factBytes = bundleLimits.chosenBytes
  #boxLetters = (bundleLimits.contents * 4) / 3

  /** @param lacking ids of the listed facts that are not here */
  constructor(lacking: readonly string[], boxes: number) {
    this.#facts = new Set(lacking)
    this.#boxes = boxes
  }

  /** Takes what a part brings off the rest; false where it brings anything else, twice, too much, or nothing. */
  admits({ facts, boxes }: BundleContents): boolean {
    if (facts.length + boxes.length === 0) return false
    if (!facts.every(({ id }) => this.#facts.delete(id))) return false
    this.#boxes -= boxes.length
    for (const fact of facts) this.#factBytes -= encoder.encode(JSON.stringify(fact)).length
    for (const { sealed } of boxes) this.#boxLetters -= sealed.length
    return this.#boxes >= 0 && this.#factBytes >= 0 && this.#boxLetters >= 0
  }
}
