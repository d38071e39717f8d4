/** The agent's only source of time and timers. */
export interface AgentClock {
  /** Unix ms by the machine's clock, which may be wrong and may jump. */
  now(): number
  /** Ms of a monotonic clock. */
  steady(): number
  /** Runs once after `ms`; returns a function that cancels it. */
  after(ms: number, run: () => void): () => void
  /** Runs once after the messages sent so far have left and have passed through any broker on this machine. */
  soon(run: () => void): void
}

/** Delay of `soon`, ms: on two cores, immediate work would hold up the very message that it must not delay. */
const breathMs = 5

export const machineClock: AgentClock = {
  now: Date.now,
  steady: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  soon: (run) => void setTimeout(run, breathMs)
}

/** Runs things later, unless all of them are cancelled before. */
export class Delays {
  readonly #cancels = new Set<() => void>()

  constructor(private readonly clock: Pick<AgentClock, 'after'>) {}

  get isEmpty(): boolean {
    return this.#cancels.size === 0
  }

  later(ms: number, run: () => void): void {
    const cancel = this.clock.after(ms, () => {
      this.#cancels.delete(cancel)
      run()
    })
    this.#cancels.add(cancel)
  }

  cancel(): void {
    for (const cancel of this.#cancels) cancel()
    this.#cancels.clear()
  }
}
