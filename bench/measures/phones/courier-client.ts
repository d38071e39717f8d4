import { setMaxListeners } from 'node:events'
import { PhoneCourier } from '#lib/data/courier/courier.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { ServerSession } from '#lib/data/http/server-session.ts'
import { processLocks } from '#lib/data/tabs.ts'
import { RootPins } from '#lib/data/keys/root-pins.ts'
import type { TestDevice } from '../../../tests/facts.ts'
import type { TestStack } from '../../../tests/stack.ts'
import type { Client } from './client.ts'
import { LightStore } from './light-store.ts'
import { visitor } from './visitor.ts'

// A browser does not count who listens for a signal; Node warns from ten requests on.
setMaxListeners(0)

/** After so long a phone has not managed it, however often it tried, ms. */
const patience = 10 * 60_000

/** The real courier, as `src/lib/app/start.ts` puts it together, on a store in memory. */
export class CourierClient implements Client {
  readonly #store = new LightStore()
  #courier: PhoneCourier | null = null
  #busy = true

  constructor(
    private readonly stack: TestStack,
    private readonly device: TestDevice
  ) {}

  async firstSync(): Promise<number> {
    const { report } = (this.#courier = this.#start())
    await inTime((done) =>
      report.subscribe({ next: ({ lastExchange }) => lastExchange !== null && done(), error: console.error })
    )
    this.#busy = false
    return this.#store.count('received')
  }

  async push(facts: readonly Envelope[]): Promise<number> {
    const courier = this.#courier!
    this.#store.write(facts)
    this.#busy = true
    await inTime((done) => {
      this.#store.settled = () => this.#store.count('pending') === 0 && done()
      void courier.ring()
    })
    // Counts nothing of what the others brought.
    await courier.stop()
    return this.#store.count('sent')
  }

  #start(): PhoneCourier {
    const { url } = this.stack
    const { account, id, publicKey } = this.device
    const http = {
      fetch: visitor(url),
      timeout: (ms: number) => AbortSignal.timeout(ms),
      now: Date.now,
      deviceNow: Date.now,
      learn() {}
    }
    const device = { id, publicKey, sign: async (text: string) => this.device.sign(text) }
    const session = new ServerSession({ http, account, device, origin: url })
    return new PhoneCourier({
      http: session.http,
      session,
      store: this.#store,
      identity: { account, roles: [] },
      trust: { verify, roots: new RootPins({}, () => {}) },
      remember: async () => {},
      scheduler: {
        after: (ms, run) => {
          // Without a bell's line it would ask every two seconds while the others still read.
          const timer = setTimeout(() => this.#busy && run(), ms)
          return () => clearTimeout(timer)
        },
        visible: () => true,
        onWake: () => () => {},
        chance: Math.random
      },
      locks: processLocks(),
      openChannel: () => ({ post() {}, close() {} })
    })
  }
}

function inTime(work: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience)
    work(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
