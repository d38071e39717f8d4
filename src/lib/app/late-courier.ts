import type { Courier, CourierReport, Source } from './ports.ts'

/** A courier whose code comes with the first that is asked of it: the first screen does not wait for either. */
export class LateCourier implements Courier {
  #coming: Promise<Courier> | null = null
  #stopped = false
  #arrive!: (courier: Courier) => void
  readonly #arrived = new Promise<Courier>((resolve) => (this.#arrive = resolve))

  constructor(private readonly open: () => Promise<Courier>) {}

  readonly report: Source<CourierReport> = {
    subscribe: (observer) => {
      let left = false
      const coming = this.#arrived.then(({ report }) => (left ? null : report.subscribe(observer)))
      return {
        unsubscribe() {
          left = true
          void coming.then((subscription) => subscription?.unsubscribe())
        }
      }
    }
  }

  /** It exchanges by itself from now on. @throws when its code cannot be had now; the next who asks tries again */
  async start(): Promise<void> {
    if (!this.#stopped) await this.#courier()
  }

  async ring(): Promise<void> {
    if (!this.#stopped) await (await this.#courier()).ring()
  }

  async audit(): Promise<boolean> {
    return !this.#stopped && (await this.#courier()).audit()
  }

  giveWayTo(saving: Promise<unknown>): void {
    void this.#arrived.then((courier) => courier.giveWayTo(saving))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await (await this.#coming?.catch(() => null))?.stop()
  }

  #courier(): Promise<Courier> {
    this.#coming ??= this.open()
    this.#coming.then(this.#arrive, () => (this.#coming = null))
    return this.#coming
  }
}
