import { randomBytes } from 'node:crypto'
import { nonceMs } from '#lib/domain/gates/contract/timers.ts'

/** The challenges that an agent without a clock has given out lately. */
export class Challenges {
  #given: { nonce: string; at: number }[] = []

  /** A new one, for the state that is published now. @param now agent's clock, Unix ms */
  give(now: number): string {
    const nonce = randomBytes(16).toString('base64url')
    this.#given = [...this.lately(now), { nonce, at: now }]
    return nonce
  }

  /** Those still good; where the clock was put back, those of its future are gone. */
  lately(now: number): { nonce: string; at: number }[] {
    return this.#given.filter(({ at }) => at <= now && now - at <= nonceMs)
  }
}
