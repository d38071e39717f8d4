import type { GateShell } from '../shell/gate-shell.ts'

/** One gate while it runs. */
export interface RunningGate {
  shell: GateShell
  tick(): void
  stop(): Promise<void>
}

/** A gate that runs with one controller at a time, and goes on whatever the disk does while they are exchanged. */
export class ExchangedGate<Setup> {
  /** Null while one controller is exchanged for another. */
  #running: RunningGate | null
  /** The gate that could not be started; null: it runs, or is being exchanged. */
  #unstarted: Setup | null = null

  constructor(
    setup: Setup,
    private readonly start: (setup: Setup) => RunningGate,
    private readonly trouble: (problem: unknown) => void
  ) {
    this.#running = start(setup)
  }

  /** Null while one controller is exchanged for another. */
  get shell(): GateShell | null {
    return this.#running?.shell ?? null
  }

  tick(): void {
    this.#running?.tick()
    if (this.#unstarted !== null && this.#running === null) this.#begin(this.#unstarted)
  }

  /** Stops the gate, which lets go of its relays, and starts it with another controller. */
  async exchange(setup: Setup, between: () => void = () => {}): Promise<void> {
    const before = this.#running
    this.#running = null
    await before?.stop().catch(this.trouble)
    try {
      between()
    } finally {
      this.#begin(setup)
    }
  }

  async stop(): Promise<void> {
    await this.#running?.stop()
  }

  /** Starts the gate; what cannot be started now, because of a failing disk, is tried again with each tick. */
  #begin(setup: Setup) {
    this.#unstarted = setup
    try {
      this.#running = this.start(setup)
      this.#unstarted = null
    } catch (problem) {
      this.trouble(problem)
    }
  }
}
