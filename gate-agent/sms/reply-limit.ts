/** The most answers to one key, and to all together, … */
const mostOfKey = 6
const mostOfAll = 40
/** … within this time, ms. */
const windowMs = 10 * 60_000

/** Bounds the answers by text message: each costs one, and goes to a number that nobody has proven. */
export class ReplyLimit {
  #sent: { key: string; at: number }[] = []

  /** Tells whether one more answer may go, and counts it. @param now ms of a monotonic clock */
  allows(key: string, now: number): boolean {
    this.#sent = this.#sent.filter(({ at }) => now - at < windowMs)
    const own = this.#sent.filter((one) => one.key === key)
    if (own.length >= mostOfKey || this.#sent.length >= mostOfAll) return false
    this.#sent.push({ key, at: now })
    return true
  }
}
