import type { Timeline } from '../timeline.ts'

/** One run of the app in one tab. When it dies, whatever it waits for never comes: not a line of it runs any more. */
export class Life {
  dead = false
  /** Resolves once its database is closed. */
  gone: Promise<unknown> = Promise.resolve()
  readonly #ends: (() => void)[] = []

  constructor(readonly timeline: Timeline) {}

  /** Resolves after `ms` of a living tab. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve))
  }

  after(ms: number, run: () => void): () => void {
    return this.timeline.after(ms, () => {
      if (!this.dead) run()
    })
  }

  /** What others answer, for as long as this one lives. */
  lasting<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      answer.then(
        (value) => this.dead || resolve(value),
        (problem: unknown) => this.dead || reject(problem as Error)
      )
    })
  }

  /** What the machine does when it ends. */
  atEnd(run: () => void): void {
    this.#ends.push(run)
  }

  end(): void {
    if (this.dead) return
    this.dead = true
    for (const run of this.#ends) run()
  }
}
