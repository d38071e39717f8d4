import { nextPause, type Scheduler } from './scheduler.ts'
import type { ExchangeEnd } from './exchange.ts'

/** Backoff while only a person can help, by typing the password, by lifting a revocation or by updating the app, ms. */
const personRest = 5 * 60_000

/** A wait: its start, Unix ms, and its length, ms. */
interface Rest {
  from: number
  ms: number
}
const none: Rest = { from: 0, ms: 0 }

/** Backs off from a server that fails or asks for it, and from one that waits for a person. */
export class Backoff {
  #failures = 0
  #unreached = false
  #server = none
  #person = none

  /** @param now Unix ms, corrected by the server */
  constructor(private readonly now: () => number) {}

  /** Tells whether the last exchange failed. */
  get failing(): boolean {
    return this.#failures > 0
  }

  /** Returns the time left before the server may be asked again, ms. */
  get left(): number {
    return this.#leftOf(this.#server)
  }

  /** Returns when the server may be asked again, Unix ms; null: now. */
  get until(): number | null {
    return this.left > 0 ? this.#server.from + this.#server.ms : null
  }

  /** Ends every wait: a manual sync retries at once. */
  lift(): void {
    this.#server = none
    this.#person = none
  }

  heed(end: ExchangeEnd): void {
    const isServed = end.end === 'done' || end.end === 'waiting' || end.end === 'ended'
    this.#failures = isServed ? 0 : this.#failures + 1
    this.#unreached = end.end === 'unreachable'
    this.#server = end.end === 'trouble' ? { from: this.now(), ms: end.afterMs } : none
    const isForPeople = end.end === 'signed-out' || end.end === 'barred' || end.end === 'outdated'
    if (isServed) this.#person = none
    else if (isForPeople) this.#person = { from: this.now(), ms: personRest }
  }

  /** Returns the delay before the next exchange, ms. */
  next(beat: Scheduler, belled: boolean): number {
    const afterMs = Math.max(this.left, this.#leftOf(this.#person))
    return nextPause(beat, this.#failures, afterMs, { belled, unreached: this.#unreached })
  }

  /** A clock that was put back does not prolong a wait: without an exchange nothing would correct it. */
  #leftOf({ from, ms }: Rest): number {
    const gone = this.now() - from
    return gone < 0 ? 0 : Math.max(0, ms - gone)
  }
}
