import type { BookDeps } from '../notebook/book-deps.ts'
import type { PushNotifications, PushState } from '#lib/ports/ports.ts'

/** The setting for notifications while the app is closed. */
export class PushSetting {
  /** Null until the phone has been asked. */
  state = $state<PushState | null>(null)
  busy = $state(false)

  constructor(private readonly parts: Pick<BookDeps, 'push'>) {}

  /** Reads the phone's state; if the code cannot be loaded now, the next visit tries again. */
  look(): Promise<void> {
    return this.#do((push) => push.state())
  }

  /** Turns notifications on; call it in answer to a tap. */
  turnOn(language: string): Promise<void> {
    return this.#do((push) => push.turnOn(language))
  }

  turnOff(): Promise<void> {
    return this.#do((push) => push.turnOff())
  }

  /** Renews the subscription when a notebook opens; if that fails, the next opening does it. */
  renew(language: string): Promise<void> {
    return this.parts
      .push()
      .then((push) => push.renew(language))
      .catch(() => {})
  }

  /** Tells the server why this phone does not ring, if it does not; if that fails, the next opening does it. */
  tellSilence(): Promise<void> {
    return this.parts
      .push()
      .then((push) => push.tellSilence())
      .catch(() => {})
  }

  async #do(act: (push: PushNotifications) => Promise<PushState>): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      this.state = await act(await this.parts.push())
    } catch {
      this.state = 'unreachable'
    } finally {
      this.busy = false
    }
  }
}
