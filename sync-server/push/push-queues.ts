/** Most pushes that wait for one endpoint. */
export const mostWaiting = 64

/** A push that waits for its turn. */
interface Turn {
  /** 0: it goes in the order of arrival. Those above go first, the most urgent before all, and of these the newest. */
  urgency: number
  run(): Promise<void>
  drop(): void
}

/**
 * Runs pushes one after the other for each endpoint: one whose push service hangs holds back nobody else. What waits is
 * bounded; beyond that the oldest of the least urgent goes.
 */
export class PushQueues {
  /** By endpoint, the next first; present while one is under way. */
  readonly #waiting = new Map<string, Turn[]>()
  readonly #working = new Set<Promise<unknown>>()

  /** Runs a push when its turn comes, at once if there is none before it. @returns null: others took its place */
  run<T>(endpoint: string, urgency: number, push: () => Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const turn = { urgency, run: () => push().then(resolve, reject), drop: () => resolve(null) }
      const waiting = this.#waiting.get(endpoint)
      if (waiting) return enqueue(waiting, turn)
      this.#waiting.set(endpoint, [])
      this.#keep(this.#work(endpoint, turn))
    })
  }

  /** Runs all that waits at once, and resolves when nothing is under way. */
  async stop(): Promise<void> {
    for (const waiting of this.#waiting.values()) for (const { run } of waiting.splice(0)) this.#keep(run())
    await Promise.all(this.#working)
  }

  async #work(endpoint: string, first: Turn): Promise<void> {
    for (let turn: Turn | undefined = first; turn; turn = this.#waiting.get(endpoint)?.shift())
      await turn.run()
    this.#waiting.delete(endpoint)
  }

  #keep(work: Promise<unknown>): void {
    this.#working.add(work)
    void work.finally(() => this.#working.delete(work))
  }
}

function enqueue(waiting: Turn[], turn: Turn): void {
  const behind = turn.urgency === 0 ? -1 : waiting.findIndex(({ urgency }) => urgency <= turn.urgency)
  waiting.splice(behind < 0 ? waiting.length : behind, 0, turn)
  if (waiting.length <= mostWaiting) return
  const oldest = waiting.findIndex(({ urgency }) => urgency === 0)
  const [dropped] = waiting.splice(oldest, 1)
  dropped!.drop()
}
