import { proxy } from 'comlink'
import type { Source } from '#lib/ports/source.ts'
import type { PhoneCourier } from '../courier/courier.ts'
import type { Bell, BellHandlers } from '../courier/bell/bell.ts'
import { browserScheduler } from '../courier/scheduler.ts'
import { memoryShelf, PhoneClock } from '../http/clock.ts'
import { fetchWithToken } from '../http/fetch-with-token.ts'
import type { Http } from '../http/http.ts'
import { carryBoxes } from '../outbox/phone-outbox.ts'
import { PhonePhotos } from '../photos/phone-photos.ts'
import type { DamageChange } from '../store/damage.ts'
import { openStore } from '../store/open-store.ts'
import type { PhoneStore } from '../store/store.ts'
import { webChannel, type OpenChannel } from '../tabs.ts'
import { composeCourier } from './compose-courier.ts'
import type { CourierSeed, PageCalls, WorkerCalls } from './types.ts'

/** Everything that is open in the worker. */
interface Opened {
  courier: PhoneCourier
  store: PhoneStore
  photos: PhonePhotos
}

/** Runs the courier of one account in a worker, with a store of its own; the page lends it the rest. */
export class CourierHost implements WorkerCalls {
  #opened: Opened | null = null
  #visible = false
  /** Settles when the page has the latest report. */
  #told: Promise<unknown> = Promise.resolve()
  readonly #wakes = new Set<() => void>()
  readonly #saves = new Map<number, () => void>()

  async open(seed: CourierSeed, page: PageCalls): Promise<void> {
    const { identity, device: id, data } = seed
    const { account } = identity
    this.#visible = seed.visible
    const http = httpOf(seed, page)
    const store = await openStore(account, data, () => page.mayOpen())
    store.damage.changed = (change) => void page.damageChanged(change)
    const photos = new PhonePhotos({ account, key: data, http, openChannel: webChannel })
    const device = { id, sign: (text: string) => page.sign(text) }
    let { roots } = seed
    const courier = composeCourier({
      identity,
      device,
      http,
      store,
      photos,
      outbox: { carry: (way) => carryBoxes(id, way, (...counted) => void page.brought(...counted)) },
      roots: { get: (unit) => roots[unit] },
      session: {
        async status() {
          const answer = await page.status()
          roots = answer.roots ?? roots
          return answer.status
        }
      },
      remember: (known) => page.remember(known),
      openBell: (handlers) => bellOf(page, handlers),
      scheduler: {
        ...browserScheduler,
        visible: () => this.#visible,
        onWake: (run) => {
          this.#wakes.add(run)
          return () => void this.#wakes.delete(run)
        }
      },
      openChannel: whileAwake(page)
    })
    this.#opened = { courier, store, photos }
    this.#pass(courier.report, (report) => page.report(report))
  }

  async ring(byHand: boolean): Promise<void> {
    await this.#opened?.courier.ring(byHand)
    await this.#told
  }

  async audit(): Promise<boolean> {
    const done = (await this.#opened?.courier.audit()) ?? false
    await this.#told
    return done
  }

  async giveWay(save: number): Promise<void> {
    this.#opened?.courier.giveWayTo(new Promise<void>((resolve) => this.#saves.set(save, resolve)))
  }

  async gaveWay(save: number): Promise<void> {
    this.#saves.get(save)?.()
    this.#saves.delete(save)
  }

  async see(visible: boolean, wakes: boolean): Promise<void> {
    this.#visible = visible
    if (wakes) for (const run of this.#wakes) run()
  }

  async damageChanged(change: DamageChange): Promise<void> {
    this.#opened?.store.damage.follow(change)
  }

  async stop(): Promise<void> {
    const opened = this.#opened
    this.#opened = null
    // Saves whose end is told no more must not hold the exchange up.
    for (const over of this.#saves.values()) over()
    await opened?.courier.stop()
    await opened?.photos.close()
    await opened?.store.close()
  }

  #pass<T>(source: Source<T>, tell: (value: T) => Promise<void>): void {
    source.subscribe({ next: (value) => (this.#told = tell(value)), error: () => {} })
  }
}

/** Keeps the time by the answers that come here; the page's own clock learns from those about its session. */
function httpOf({ clock: stored }: CourierSeed, page: PageCalls): Http {
  const clock = new PhoneClock(Date.now, memoryShelf(stored))
  return {
    fetch: fetchWithToken(
      (input, init) => fetch(input, init),
      (refused) => page.token(refused)
    ),
    timeout: (ms) => AbortSignal.timeout(ms),
    now: () => clock.now(),
    deviceNow: Date.now,
    learn: (serverMs, sentAt) => clock.learn(serverMs, sentAt)
  }
}

async function bellOf(page: PageCalls, handlers: BellHandlers): Promise<Bell> {
  let open = false
  const bell = await page.openBell(
    proxy({
      rung: async (...place) => handlers.rung(...place),
      opened: async () => {
        open = true
        handlers.opened()
      },
      lost: async () => {
        open = false
        handlers.lost()
      }
    } satisfies Parameters<PageCalls['openBell']>[0])
  )
  return {
    get open() {
      return open
    },
    hear: (roles) => void bell.hear(roles),
    wake: () => void bell.wake(),
    stop: () => bell.stop()
  }
}

/**
 * Hears the other tabs only while this tab's page answers: a browser may freeze the page and let its worker run, which then
 * reaches no server and must not say that it does.
 */
function whileAwake(page: PageCalls): OpenChannel {
  return (name, hear) => webChannel(name, (message: never) => void page.isAwake().then(() => hear(message)))
}
