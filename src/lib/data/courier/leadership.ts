import type { StealableLocks } from '../tabs.ts'

export interface LeadershipDeps {
  name: string
  locks: StealableLocks
  stopping: AbortSignal
  /** This tab leads from now on. */
  began(): void
  /** Another tab has taken that over, for this one did not answer: a browser had frozen it. */
  lost(): void
  /** Resolves when nothing is under way, so that the next one may begin. */
  settled(): Promise<void>
}

/** After so many unheard rings in a row the leading tab counts as frozen. */
const patience = 2

/**
 * Elects the leading tab of a phone: the one that holds the lock. Browsers freeze a background tab together with its locks
 * (Android's Chrome after a minute), so the others would wait for ever: they steal the lock of a tab that stays silent.
 */
export class Leadership {
  leads = false
  readonly #terms: Promise<void>[] = []
  #silences = 0
  /** How many stretches of time are over: each ends when a leading tab is heard, or as a silence. */
  #stretches = 0

  constructor(private readonly parts: LeadershipDeps) {}

  /** Leads from now on, as soon as no other tab does. */
  stand(): void {
    this.#terms.push(this.#whenFree())
  }

  /** A leading tab has said something. */
  heard(): void {
    this.#stretches++
    this.#silences = 0
  }

  /** At a ring. @returns what to call when its time is over */
  ringing(): () => void {
    const stretch = this.#stretches
    // Rings overlap: those of one stretch are one silence.
    return () => {
      if (this.leads || stretch !== this.#stretches) return
      this.#stretches++
      if (++this.#silences >= patience) this.#takeOver()
    }
  }

  /** Resolves when this tab leads no more, after `stopping`. */
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
