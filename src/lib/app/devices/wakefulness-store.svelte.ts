import { isSilent, type Wakefulness } from '#lib/domain/devices/wakefulness.ts'
import type { PhoneTrials, TrialOutcome, WakeOutcome } from '#lib/ports/device.ts'

export type { TrialOutcome }

interface WakefulnessDeps {
  /** @throws when its code cannot be loaded now */
  phoneTrials(): Promise<PhoneTrials>
}

/** Which phones ring while their apps are closed, as the server said last, for the screens that list and try them. */
export class WakefulnessStore {
  /** Null before the first answer. */
  #found = $state.raw<WakeOutcome | null>(null)
  readonly #deps: WakefulnessDeps

  constructor(deps: WakefulnessDeps) {
    this.#deps = deps
  }

  /** Returns what the server said last; null while it is asked for the first time. */
  get outcome(): WakeOutcome | null {
    return this.#found
  }

  get all(): readonly Wakefulness[] {
    return this.#found?.code === 'ok' ? this.#found.phones : []
  }

  /** Returns the phones that cannot be counted on to ring. */
  get silent(): readonly Wakefulness[] {
    return this.all.filter(isSilent)
  }

  of(account: string, device: string): Wakefulness | undefined {
    return this.all.find((one) => one.account === account && one.device === device)
  }

  /** Asks the server anew. */
  async look(): Promise<void> {
    this.#found = await this.#ask((trials) => trials.list())
  }

  /** Rings a phone, waits for its answer, and asks the server anew. */
  async tryOut(account: string, device: string): Promise<TrialOutcome> {
    const outcome = await this.#ask((trials) => trials.tryOut(account, device))
    await this.look()
    return outcome
  }

  /** Treats code that cannot be loaded now as a server that cannot be reached now. */
  async #ask<T>(ask: (trials: PhoneTrials) => Promise<T>): Promise<T | { code: 'unreachable' }> {
    const trials = await this.#deps.phoneTrials().catch(() => null)
    return trials ? ask(trials) : { code: 'unreachable' }
  }
}
