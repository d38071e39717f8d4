/**
 * Sorts answers by what a stranger with a copy of somebody's text can cause. `outcome`: of a command or question that was
 * accepted, once each; `alarm`: what became of an alarm; `refusal`: of a text that was new; `unproven`: of one that leaves no
 * trace, so that the same text meets the same refusal each time it comes.
 */
export type ReplyKind = 'outcome' | 'alarm' | 'refusal' | 'unproven'

/** The most answers of a kind to one key, and to all together, … */
const most: Record<ReplyKind, { ofKey: number; ofAll: number }> = {
  outcome: { ofKey: 6, ofAll: 40 },
  alarm: { ofKey: 6, ofAll: 40 },
  refusal: { ofKey: 6, ofAll: 40 },
  // Fewer than wait for the modem at once: see `Modem`.
  unproven: { ofKey: 1, ofAll: 10 }
}
/** … within this time, ms. */
const windowMs = 10 * 60_000

interface Sent {
  key: string
  kind: ReplyKind
  at: number
}

/**
 * Bounds the answers by text message: each costs one, and goes to a number that nobody has proven. No refusal takes the
 * place of an outcome; where outcomes were many, refusals keep silent.
 */
export class ReplyLimit {
  #sent: Sent[] = []

  /** Tells whether one more answer may go, and counts it. @param now ms of a monotonic clock */
  allows(key: string, kind: ReplyKind, now: number): boolean {
    this.#sent = this.#sent.filter(({ at }) => now - at < windowMs)
    const alike = this.#sent.filter((one) => one.kind === kind)
    const own = this.#sent.filter((one) => one.key === key)
    const { ofKey, ofAll } = most[kind]
    if (alike.length >= ofAll || alike.filter((one) => one.key === key).length >= ofKey) return false
    if (isRefusal(kind) && own.length >= most.refusal.ofKey) return false
    this.#sent.push({ key, kind, at: now })
    return true
  }
}

const isRefusal = (kind: ReplyKind) => kind === 'refusal' || kind === 'unproven'
