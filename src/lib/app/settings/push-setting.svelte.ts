import type { BookDeps } from '../notebook/book-deps.ts'
import type { PushNotifications, PushState } from '#lib/ports/ports.ts'

/** Whether this phone is told while its app is closed, as the settings show it. */
export class PushSetting {
  /** Null until the phone has been asked. */
  state = $state<PushState | null>(null)
  busy = $state(false)

  constructor(private readonly parts: Pick<BookDeps, 'push'>) {}

  /** Asks the phone how it stands; where its code cannot be had now, the next visit asks again. */
  look(): Promise<void> {
    return this.#do((push) => push.state())
  }

  /** In answer to a tap. */
  turnOn(language: string): Promise<void> {
    return this.#do((push) => push.turnOn(language))
  }

  turnOff(): Promise<void> {
    return this.#do((push) => push.turnOff())
  }

  /** When a notebook opens; where it cannot be done now, the next opening does it. */
  renew(language: string): Promise<void> {
    return this.parts
      .push()
      .then((push) => push.renew(language))
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
