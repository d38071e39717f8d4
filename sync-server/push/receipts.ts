import { randomBytes } from 'node:crypto'

/** The phone of a push that told of an alarm, by the alarm's id. */
export interface Receipted {
  unit: string
  account: string
  device: string
  alarm: string
}

/** Most receipts that are remembered; the oldest go. A phone whose receipt is forgotten records for itself. */
const most = 20_000

/**
 * Gives each push that asks for an answer a secret of its own. Only the phone can read it (RFC 8291), so whoever brings it
 * is that phone, locked or not; it says nothing else, and opens nothing.
 */
export class Receipts {
  readonly #given = new Map<string, Receipted>()

  give(to: Receipted): string {
    const receipt = randomBytes(16).toString('base64url')
    this.#given.set(receipt, to)
    const oldest = this.#given.keys().next()
    if (this.#given.size > most && !oldest.done) this.#given.delete(oldest.value)
    return receipt
  }

  /** Returns which push a receipt came with, once; null: it is unknown or was brought before. */
  take(receipt: string): Receipted | null {
    const found = this.#given.get(receipt) ?? null
    this.#given.delete(receipt)
    return found
  }
}
