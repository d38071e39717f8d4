import type { Courier, CourierReport, Source } from '#lib/ports/ports.ts'

/** A courier whose code is loaded; it exchanges by itself. */
type OpenCourier = Omit<Courier, 'start'>

/** A courier whose code loads with the first call, so that the first screen waits for neither. */
export class LazyCourier implements Courier {
  #coming: Promise<OpenCourier | null> | null = null
  #stopped = false
  #cancelRetry = () => {}
  #arrive!: (courier: OpenCourier) => void
  readonly #arrived = new Promise<OpenCourier>((resolve) => (this.#arrive = resolve))

  /** @param again runs once, later, when the code may be had; returns a function that cancels it */
  constructor(
    private readonly open: () => Promise<OpenCourier>,
    private readonly again: (run: () => void) => () => void
  ) {}

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

  /** Starts the automatic exchange; if the code cannot be loaded now, it is asked for again by itself. */
  async start(): Promise<void> {
    await this.#courier()
  }

  async ring(byHand?: boolean): Promise<void> {
    await (await this.#courier())?.ring(byHand)
  }

  async audit(): Promise<boolean> {
    return (await (await this.#courier())?.audit()) ?? false
  }

  giveWayTo(saving: Promise<unknown>): void {
    void this.#arrived.then((courier) => courier.giveWayTo(saving))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelRetry()
    await (await this.#coming)?.stop()
  }

  async #courier(): Promise<OpenCourier | null> {
    return this.#stopped ? null : (this.#coming ??= this.#come())
  }

  /** Loads the courier; null when its code cannot be loaded now: it, or the next caller, tries again. */
  async #come(): Promise<OpenCourier | null> {
    const courier = await this.open().catch(() => null)
    if (courier) this.#arrive(courier)
    else this.#retry()
    return courier
  }

  #retry() {
    this.#coming = null
    this.#cancelRetry()
    if (!this.#stopped) this.#cancelRetry = this.again(() => void this.#courier())
  }
}
