import type { CameraRefusal, Stoppable, QrCarrier } from '#lib/ports/ports.ts'

/** A camera that reads codes while a screen shows what it sees. */
export class CodeCamera {
  /** Whether it is to look: a screen shows it as long. */
  on = $state(true)
  refusal = $state<CameraRefusal | null>(null)
  #ends: (() => void) | null = null

  /** @param found is told the texts of the codes in each picture, none too */
  constructor(
    private readonly openQr: () => Promise<QrCarrier>,
    private readonly found: (texts: readonly string[]) => void
  ) {}

  /** Looks until `stop`. */
  async look(screen: HTMLVideoElement): Promise<void> {
    let over = false
    const begun: Stoppable[] = []
    this.stop()
    this.#ends = () => {
      over = true
      for (const one of begun.splice(0)) one.stop()
    }
    const begin = (one: Stoppable) => (over ? one.stop() : begun.push(one))
    const qr = await this.openQr()
    const looking = await qr.look(screen, (texts) => over || this.found(texts))
    if (typeof looking === 'string') this.refusal = looking
    else {
      begin(looking)
      begin(qr.keepAwake())
    }
  }

  /** Has the screen ask for the camera once more. */
  tryAgain(): void {
    this.refusal = null
  }

  stop(): void {
    this.#ends?.()
    this.#ends = null
  }
}
