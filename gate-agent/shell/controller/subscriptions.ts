import type { IncomingMessage, ListenOptions } from '#lib/data/mqtt/connection.ts'
import type { Link } from '#lib/data/mqtt/link.ts'

/** Subscribes to whatever filters are wanted now, each once. */
export class ControllerSubscriptions {
  readonly #listening = new Map<string, () => void>()

  constructor(
    private readonly link: Pick<Link, 'listen'>,
    private readonly hear: (message: IncomingMessage) => void,
    private readonly how: ListenOptions = {}
  ) {}

  /** Ends the subscriptions to other filters, and begins those that are new. */
  follow(filters: readonly string[]): void {
    for (const [filter, leave] of this.#listening)
      if (!filters.includes(filter)) {
        leave()
        this.#listening.delete(filter)
      }
    for (const filter of filters)
      if (!this.#listening.has(filter))
        this.#listening.set(filter, this.link.listen(filter, this.hear, this.how))
  }

  /** Begins every subscription anew, so that the broker delivers again what it retains. */
  again(): void {
    const filters = [...this.#listening.keys()]
    this.follow([])
    this.follow(filters)
  }
}
