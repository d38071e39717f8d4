import type { StealableLocks } from '../../tabs.ts'

export interface LeadershipDeps {
  name: string
  locks: StealableLocks
  stopping: AbortSignal
  /** Runs when this tab begins to lead. */
  began(): void
  /** Runs when another tab has taken over because this one, frozen by the browser, did not answer. */
  lost(): void
  /** Resolves when nothing is under way, so that the next tab may begin. */
  settled(): Promise<void>
}

/** The number of successive unanswered rings after which the leading tab counts as frozen. */
const patience = 2

/**
 * Elects the leading tab of a phone: the one that holds the lock. Browsers freeze a background tab together with its
 * locks (Android's Chrome after a minute), so the others would wait for ever: they steal the lock of a tab that stays
 * silent.
 */
export class Leadership {
  leads = false
  readonly #terms: Promise<void>[] = []
  #silences = 0
  /** The number of periods that are over: each ends when a leading tab is heard, or counts as one silence. */
  #stretches = 0

  constructor(private readonly parts: LeadershipDeps) {}

  /** Stands for election: leads as soon as no other tab does. */
  stand(): void {
    this.#terms.push(this.#whenFree())
  }

  /** Notes that a leading tab was heard. */
  heard(): void {
    this.#stretches++
    this.#silences = 0
  }

  /** Notes a ring. @returns a function to call when the time for its answer is over */
  ringing(): () => void {
    const stretch = this.#stretches
    // Rings overlap: those of one period count as one silence.
    return () => {
      if (this.leads || stretch !== this.#stretches) return
      this.#stretches++
      if (++this.#silences >= patience) this.#takeOver()
    }
  }

  /** Resolves when this tab no longer leads, after `stopping`. */
  async over(): Promise<void> {
    await Promise.all(this.#terms)
  }

  async #whenFree(): Promise<void> {
    const { name, locks, stopping } = this.parts
    while (!stopping.aborted)
      await locks
        .request(name, () => this.#lead(), stopping)
        .catch((problem: unknown) => this.#leave(problem))
  }

  #takeOver(): void {
    const { name, locks } = this.parts
    this.#silences = 0
    this.#terms.push(locks.steal(name, () => this.#lead()).catch((problem: unknown) => this.#leave(problem)))
  }

  #lead(): Promise<void> {
    const { stopping, began, settled } = this.parts
    if (stopping.aborted) return Promise.resolve()
    this.leads = true
    began()
    return new Promise((resolve) => {
      stopping.addEventListener('abort', () => void settled().then(resolve))
    })
  }

  #leave(problem: unknown): void {
    if (this.parts.stopping.aborted) return
    if ((problem as Error).name !== 'AbortError') throw problem
    this.leads = false
    this.parts.lost()
  }
}
