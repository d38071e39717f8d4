import type { Envelope } from '#lib/domain/fact.ts'
import type { Book } from '#lib/domain/roles.ts'
import { refuse } from '#lib/domain/rules.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { PhoneClock } from '#lib/data/clock.ts'
import { PhoneCourier } from '#lib/data/courier/courier.ts'
import type { Http } from '#lib/data/courier/http.ts'
import type { Source } from '#lib/data/source.ts'
import { PhoneStore } from '#lib/data/store/store.ts'
import { slowDisk, storageOn } from './disk.ts'
import { Life } from './life.ts'
import type { Draft } from './pen.ts'
import type { Phone } from './phone.ts'

/** As `record` has it: ids go on where the clock is a little back, ms. */
const backLeeway = 1_000

/** One run of the app: the real store and the real courier, on a disk and a line that misbehave. */
export class Tab {
  readonly clock: PhoneClock
  #lastMs = 0

  private constructor(
    readonly phone: Phone,
    readonly life: Life,
    readonly store: PhoneStore,
    readonly courier: PhoneCourier
  ) {
    this.clock = phone.clock
  }

  static async open(phone: Phone): Promise<Tab> {
    const { world, account } = phone
    const life = new Life(world.timeline)
    const locks = phone.shared.locks(life)
    const store = await PhoneStore.open({
      account,
      key: phone.dataKey as never,
      storage: storageOn(phone.disk),
      locks,
      multiInstance: false,
      yieldNow: () => life.pause(0)
    })
    slowDisk(store, life, phone, world.chance)
    const courier = new PhoneCourier({
      http: httpOf(phone, life),
      store,
      identity: phone.identity,
      password: phone.password,
      remember: async (identity) => void (phone.identity = identity),
      beat: {
        after: (ms, run) => life.after(ms, run),
        visible: () => phone.visible,
        onWake: (run) => phone.onWake(life, run),
        chance: () => world.chance.real()
      },
      locks,
      openChannel: phone.shared.channels(life),
      ...(phone.hearsBells ? { openBell: async (told) => world.belfry.open(told, life, phone.line) } : {})
    })
    courier.report.subscribe({ next: ({ audit }) => audit && world.truth.audited(phone, audit), error() {} })
    return new Tab(phone, life, store, courier)
  }

  /** Saves what somebody writes. @param checked does this phone ask the rule first, as it should? */
  async write({ book, stream, type, body }: Draft, checked = true): Promise<void> {
    const { phone, clock, store } = this
    const { world, account, device, identity } = phone
    let made: Envelope | null = null
    const saving = store.append(device, book as Book, async (n) => {
      const now = clock.now()
      this.#lastMs = now < this.#lastMs - backLeeway ? now : Math.max(now, this.#lastMs + 1)
      const id = uuidv7(this.#lastMs, clock.random(10))
      const at = new Date(now).toISOString()
      const unsigned = { id, unit: world.unit, book, stream, type, at, by: account, device, n, body }
      const fact = { ...unsigned, sig: phone.sign(canonicalString(unsigned as Envelope)) } as Envelope
      const actor = { name: account, roles: identity.roles }
      if (checked && refuse(fact, null, actor, { unit: world.unit, book: book as Book })) return null
      world.truth.makes(fact)
      return (made = fact)
    })
    this.courier.giveWayTo(saving)
    await saving
    if (made) world.truth.saves(made, phone)
  }

  /** Closes as somebody closes an app who has the time. */
  async close(): Promise<void> {
    await this.courier.stop()
    this.life.end()
    await this.life.gone
  }

  facts(book: Book): Promise<StoredFact[]> {
    return first(this.store.book(book))
  }
}

function httpOf({ line, clock, deviceNow }: Phone, life: Life): Http {
  return {
    fetch: (url, init) => line.fetch(life, String(url), init ?? {}),
    timeout(ms) {
      const ending = new AbortController()
      life.after(ms, () => ending.abort())
      return ending.signal
    },
    now: () => clock.now(),
    deviceNow,
    learn: (serverMs, sentAt) => clock.learn(serverMs, sentAt)
  }
}

function first<T>(source: Source<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const watching: { unsubscribe(): void } = source.subscribe({
      next(value) {
        queueMicrotask(() => watching.unsubscribe())
        resolve(value)
      },
      error: reject
    })
  })
}
