/** The only way by which an agent knows the time and waits. */
export interface AgentClock {
  /** Unix ms, as the machine has it; it may be wrong, and may jump. */
  now(): number
  /** Milliseconds of a clock that does not jump. */
  steady(): number
  /** Runs once after `ms`; gives back how to call it off. */
  after(ms: number, run: () => void): () => void
  /** Runs once when what was sent until now has left, and has got through the brokers that share the machine. */
  soon(run: () => void): void
}

/** On two cores, work at once would stand in the way of the very message that it must not delay, ms. */
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
