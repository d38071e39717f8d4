import { isLocalUrl } from '#lib/domain/shapes.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { GateSnapshot } from '#lib/ports/ports.ts'
import type { Outcome } from '../notebook/record.ts'

export { isLocalUrl }

/** For so long a trial waits for the gate's own word, ms. */
const patienceMs = 10_000

type Allowed = Awaited<ReturnType<BookDeps['localNetwork']>>

/** The ways to gates over the networks beside them: who may, and whether they work. */
export class LocalNetworkAccess {
  /** Null until the browser has said. */
  allowed = $state.raw<Allowed | null>(null)

  constructor(private readonly parts: BookDeps) {
    void this.look()
  }

  /** Asks the browser what it has been told; never its owner. */
  async look(): Promise<Allowed> {
    return (this.allowed = await this.parts.localNetwork())
  }

  /** Would going there now put no question before anybody? A question is asked in calm, by `attempt`. */
  get isOpen(): boolean {
    return this.allowed === 'granted' || this.allowed === 'free'
  }

  /** Reaches for the gate at that address and listens, by a gesture of the phone's owner: then the browser asks him. Nothing is sent. */
  async attempt(gate: string, url: string): Promise<'works' | 'silent' | 'denied'> {
    const line = await this.parts.gateConnection(url).catch(() => null)
    const heard = line && (await this.#hears(line.heard(gate)))
    const allowed = await this.look()
    if (heard) return 'works'
    return allowed === 'denied' ? 'denied' : 'silent'
  }

  /** The commander writes down where phones on the gate's own network reach it; '' is nowhere. */
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
