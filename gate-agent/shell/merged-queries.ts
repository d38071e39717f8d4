import type { Publish } from '../adapters/dialect.ts'
import type { AgentClock } from './agent-clock.ts'

/** Time in which equal queries count as one, ms. */
const togetherMs = 1_000

/**
 * Merges the queries of an agent's gates: a birth message is answered by every controller of its broker, so that one for
 * each gate would make each of them speak as often as there are gates. What is asked within a second of an equal query
 * leaves once, at its end: whoever asked listens by then.
 */
export class MergedQueries {
  /** Holds what is to leave at the end of the second that an equal query began; null: nothing. */
  readonly #begun = new Map<string, (() => void) | null>()

  constructor(private readonly clock: Pick<AgentClock, 'after'>) {}

  /** Sends a query, now or within a second. `broker` is the same for all gates of one broker. */
  send(broker: string, query: Pick<Publish, 'topic' | 'payload'>, send: () => void): void {
    const key = JSON.stringify([broker, query.topic, query.payload])
    if (this.#begun.has(key)) return void this.#begun.set(key, send)
    this.#begun.set(key, null)
    this.clock.after(togetherMs, () => {
      const waiting = this.#begun.get(key)
      this.#begun.delete(key)
      if (waiting) this.send(broker, query, waiting)
    })
    send()
  }
}
