import { setMaxListeners } from 'node:events'
import { PhoneCourier } from '#lib/data/courier/courier.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { ServerSession } from '#lib/data/http/server-session.ts'
import { processLocks } from '#lib/data/tabs.ts'
import { RootPins } from '#lib/data/keys/root-pins.ts'
import { TestDevice } from '../../tests/facts.ts'
import { LightStore } from '../measures/phones/light-store.ts'
import { visitor } from '../measures/phones/visitor.ts'
import type { ServerProcess } from './server-process.ts'

// A browser does not count who listens for a signal; Node warns from ten requests on.
setMaxListeners(0)

/** The address that everybody here shares: that of a carrier, behind the proxy of the server. */
export const sharedAddress = { 'x-forwarded-for': '203.0.113.7' }

/** A phone with the real courier, put together as in `src/lib/app/start.ts`, on a store in memory. */
export class HonestPhone {
  readonly #store = new LightStore()
  readonly #courier: PhoneCourier
  readonly #ask: typeof fetch

  private constructor(
    private readonly server: ServerProcess,
    private readonly device: TestDevice
  ) {
    const fromThere = visitor(server.target.url)
    this.#ask = (path, init = {}) =>
      fromThere(path, { ...init, headers: { ...(init.headers as object), ...sharedAddress } })
    const http = {
      fetch: this.#ask,
      timeout: (ms: number) => AbortSignal.timeout(ms),
      now: Date.now,
      deviceNow: Date.now,
      learn() {}
    }
    const session = this.#newSession(http)
    this.#courier = new PhoneCourier({
      http: session.http,
      session,
      store: this.#store,
      identity: { account: device.account, roles: [] },
      trust: { verify, roots: new RootPins({}, () => {}) },
      remember: async () => {},
      scheduler: {
        after: (ms, run) => {
          const timer = setTimeout(run, ms)
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

  /** A new officer's phone, approved and in step with its server. */
  static async start(server: ServerProcess): Promise<HonestPhone> {
    const { name } = await server.account('officer')
    const device = new TestDevice(name)
    await server.approve(device.enrolment(server.target.unit))
    const phone = new HonestPhone(server, device)
    await phone.#exchanged()
    return phone
  }

  /** Saves one fact. @returns ms until it was on the server and what the server had was here */
  async save(): Promise<number> {
    const began = performance.now()
    this.#store.write([this.device.note(this.server.target.unit)])
    await this.#exchanged()
    return performance.now() - began
  }

  /** Opens a session by the key alone, as after a lock. @returns ms */
  async renew(): Promise<number> {
    const began = performance.now()
    for (;;) {
      const http = { fetch: this.#ask, timeout: AbortSignal.timeout, now: Date.now, learn() {} }
      const status = await this.#newSession({ ...http, deviceNow: Date.now }).open()
      if (status.kind === 'open') return performance.now() - began
      await new Promise((resolve) => setTimeout(resolve, 'afterMs' in status ? status.afterMs : 500))
    }
  }

  stop(): Promise<void> {
    return this.#courier.stop()
  }

  #newSession(http: ConstructorParameters<typeof ServerSession>[0]['http']): ServerSession {
    const { account, id, publicKey } = this.device
    const device = { id, publicKey, sign: async (text: string) => this.device.sign(text) }
    return new ServerSession({ http, account, device, origin: this.server.target.url })
  }

  /** Exchanges until the server has what was written here; after a failure as soon as the courier lets it. */
  async #exchanged(): Promise<void> {
    for (;;) {
      const before = this.#courier.report.current.lastExchange
      await this.#courier.ring()
      const { lastExchange } = this.#courier.report.current
      if (lastExchange !== before && this.#store.count('pending') === 0) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}
