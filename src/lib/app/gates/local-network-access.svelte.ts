import { isLocalUrl } from '#lib/domain/shapes.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { GateSnapshot } from '#lib/ports/ports.ts'
import type { Outcome } from '../notebook/record.ts'

export { isLocalUrl }

/** How long a trial waits for a report of the gate, ms. */
const patienceMs = 10_000

type Allowed = Awaited<ReturnType<BookDeps['localNetwork']>>

/** Access to gates over the networks next to them: whether the browser allows it, and whether it works. */
export class LocalNetworkAccess {
  /** Null until the browser has answered. */
  allowed = $state.raw<Allowed | null>(null)

  constructor(private readonly parts: BookDeps) {
    void this.look()
  }

  /** Asks the browser which permission it has; never prompts its owner. */
  async look(): Promise<Allowed> {
    return (this.allowed = await this.parts.localNetwork())
  }

  /** Tells whether connecting now would prompt nobody. The prompt belongs to a calm moment: see `attempt`. */
  get isOpen(): boolean {
    return this.allowed === 'granted' || this.allowed === 'free'
  }

  /**
   * Connects to the gate at that address and listens, after a gesture of the phone's owner, whom the browser then
   * prompts. Sends nothing.
   */
  async attempt(gate: string, url: string): Promise<'works' | 'silent' | 'denied'> {
    const line = await this.parts.gateConnection(url).catch(() => null)
    const heard = line && (await this.#hears(line.heard(gate)))
    const allowed = await this.look()
    if (heard) return 'works'
    return allowed === 'denied' ? 'denied' : 'silent'
  }

  /** Records the commander's address at which phones on the gate's own network reach it; '' is none. */
  setAddress(gate: string, url: string): Promise<Outcome> {
    const place = { unit: this.parts.unit, book: 'directory', stream: `gate/${gate}` } as const
    return this.parts.record({
      ...place,
      type: 'directory.local-address-set',
      body: { gate, ...(url && { url }) }
    })
  }

  #hears(source: {
    subscribe(observer: { next(heard: GateSnapshot): void; error(): void }): { unsubscribe(): void }
  }): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (heard: boolean) => {
        clearTimeout(timer)
        queueMicrotask(() => subscription.unsubscribe())
        resolve(heard)
      }
      const timer = setTimeout(end, patienceMs, false)
      const subscription = source.subscribe({
        next: ({ state }) => {
          if (state) end(true)
        },
        error: () => end(false)
      })
    })
  }
}
