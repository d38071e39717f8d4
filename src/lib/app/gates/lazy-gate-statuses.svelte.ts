import type { statusOf } from './gate-statuses.ts'

/** Loads the code that tells how gates stand: the first screen is drawn without it. It outlives screens. */
export class LazyGateStatuses {
  #statusOf = $state.raw<typeof statusOf | null>(null)
  #loading: Promise<void> | null = null

  /** Returns the function that tells how a gate stands; null until its code has been loaded. */
  get statusOf(): typeof statusOf | null {
    return this.#statusOf
  }

  /** Loads the code; where it cannot be loaded now, the next call tries again. */
  load(): void {
    if (this.#loading) return
    this.#loading = import('./gate-statuses.ts').then(
      (code) => void (this.#statusOf = code.statusOf),
      () => void (this.#loading = null)
    )
  }
}
