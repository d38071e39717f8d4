import { randomBytes } from 'node:crypto'
import { nonceMs } from '#lib/domain/gates/contract/timers.ts'

/** Challenges recently issued by an agent without a reliable clock. */
export class Challenges {
  #given: { nonce: string; at: number }[] = []

  /** Issues a challenge for the state about to be published. @param now agent's clock, Unix ms */
  give(now: number): string {
    const nonce = randomBytes(16).toString('base64url')
    this.#given = [...this.lately(now), { nonce, at: now }]
    return nonce
  }

  /** Returns the challenges that are still valid; drops any from the future, in case the clock was set back. */
  lately(now: number): { nonce: string; at: number }[] {
    return this.#given.filter(({ at }) => at <= now && now - at <= nonceMs)
  }
}
