/** Slows down guessing by counting failures by account and address. */
export interface Throttle {
  /** Starts a try. Returns 0 when it may be made now, and `end` must follow; else the seconds to wait. */
  begin(who: string): number
  /** Ends a try; a right password clears the count. */
  end(who: string, outcome: 'right' | 'wrong' | 'unknown'): void
}

const freeTries = 5
const atOnce = 20
const longestSeconds = 60
const forgottenAfterMs = 15 * 60_000
const remembered = 10_000

/**
 * Allows a few failures freely (five), then doubles the wait from 2 seconds up to a minute. Forgets after a quarter of an hour
 * without a failure. Allows at most twenty tries at once, so that a burst cannot outrun the count, and remembers at most
 * ten thousand names.
 * @param now Unix milliseconds
 */
export function throttle(now: () => number, free = freeTries): Throttle {
  const failures = new Map<string, { count: number; at: number }>()
  const underWay = new Map<string, number>()
  const current = (who: string) => {
    const known = failures.get(who)
    return known && now() - known.at < forgottenAfterMs ? known : undefined
  }
  const waiting = (who: string) => {
    const known = current(who)
    if (!known || known.count < free) return 0
    const seconds = Math.min(2 ** (known.count - free + 1), longestSeconds)
    return Math.max(0, Math.ceil((known.at + seconds * 1000 - now()) / 1000))
  }
  const forgetOldest = () => {
    const oldest = failures.keys().next()
    if (failures.size > remembered && !oldest.done) failures.delete(oldest.value)
  }
  return {
    begin(who) {
      const tries = underWay.get(who) ?? 0
      const seconds = tries >= atOnce ? 1 : waiting(who)
      if (seconds === 0) underWay.set(who, tries + 1)
      return seconds
    },
    end(who, outcome) {
      const tries = (underWay.get(who) ?? 1) - 1
      if (tries > 0) underWay.set(who, tries)
      else underWay.delete(who)
      if (outcome === 'unknown') return
      const count = (current(who)?.count ?? 0) + 1
      failures.delete(who)
      if (outcome === 'wrong') failures.set(who, { count, at: now() })
      forgetOldest()
    }
  }
}
