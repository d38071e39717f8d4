import { rolesIn, type Book } from '#lib/domain/roles.ts'
import { refuse } from '#lib/domain/rules.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { firstValue } from '#lib/app/notebook/first-value.ts'
import { setAside } from '#lib/app/sync/unsent-facts.ts'
import { record, type Draft, type Outcome, type RecordDeps } from '#lib/app/notebook/record.ts'
import { VerifiedDirectory } from '#lib/app/notebook/verified-directory.ts'
import { PeersStore } from '#lib/app/peers/peers-store.ts'
import { bringBoxes } from '#lib/data/outbox/bring-boxes.ts'
import { openPeers } from '#lib/data/peers/open-peers.ts'
import { PhoneCourier } from '#lib/data/courier/courier.ts'
import type { Http } from '#lib/data/http/http.ts'
import { ServerSession } from '#lib/data/http/server-session.ts'
import { PhoneStore } from '#lib/data/store/store.ts'
import { timeSlices } from '#lib/data/time-slices.ts'
import { origin } from '../../server/session-model.ts'
import { verifySignature } from '../instant-signature.ts'
import { isFull, slowDisk, storageOn } from './disk.ts'
import { books } from '../world.ts'
import { Life } from './life.ts'
import type { Written } from './pen.ts'
import type { Phone } from './phone.ts'

/** One run of the app: the real door for writing, the real store and the real courier, on a disk and a line that misbehave. */
export class Tab {
  /** Its own, for ids go on tab by tab. */
  readonly #clock: RecordDeps['clock']

  private constructor(
    readonly phone: Phone,
    readonly life: Life,
    readonly store: PhoneStore,
    readonly courier: PhoneCourier,
    /** Hands records to others, and takes theirs in. */
    readonly peers: PeersStore
  ) {
    const { clock } = phone
    this.#clock = { now: () => clock.now() }
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
    const session = new ServerSession({
      http: httpOf(phone, life),
      account,
      origin,
      password: phone.typed(),
      device: {
        id: phone.device,
        publicKey: phone.key.publicKey,
        sign: async (text) => phone.key.sign(text)
      }
    })
    session.named = (...told) => phone.roots.pin(...told)
    const courier = new PhoneCourier({
      http: session.http,
      session,
      store,
      identity: phone.identity,
      trust: { verify: verifySignature, roots: phone.roots },
      carrier: {
        carry: (way) => bringBoxes(phone.boxes as never, phone.device, way, () => {})
      },
      remember: async (identity) => void (phone.identity = identity),
      scheduler: {
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
    return new Tab(phone, life, store, courier, peersOf(phone, store, courier))
  }

  /** Saves what somebody writes. @param checked does this phone ask the rule first, as it should? */
  async write(written: Written, checked = true): Promise<Outcome> {
    const { phone } = this
    const { world, device, identity } = phone
    const draft = { ...written, unit: world.unit } as Draft
    const saving = record(draft, {
      clock: this.#clock,
      store: { append: (...what) => this.#append(...what) },
      identity,
      device: { id: device, sign: async (text) => phone.key.sign(text) },
      refuse: checked ? refuse : () => null
    })
    this.courier.giveWayTo(saving)
    const outcome = await saving
    if (outcome.ok) world.truth.saves(outcome.fact, phone)
    return outcome
  }

  /** Its author lets a refused fact rest. */
  async letRest(fact: StoredFact): Promise<void> {
    const mark = (...what: Parameters<PhoneStore['mark']>) => this.store.mark(...what)
    const notebook = { record: (draft: Written) => this.write(draft), sync: { mark } }
    await setAside(notebook as never, fact, 'Ghi nhầm').catch((problem: unknown) => {
      if (!isFull(problem)) this.phone.world.truth.threw(problem)
    })
  }

  async #append(...[device, book, make]: Parameters<PhoneStore['append']>): Promise<void> {
    const { truth } = this.phone.world
    try {
      await this.store.append(device, book, async (n) => {
        const fact = await make(n)
        if (fact) truth.makes(fact)
        if (fact && this.phone.isOut) truth.writesOut(fact)
        return fact
      })
    } catch (problem) {
      if (!isFull(problem)) truth.threw(problem)
      throw problem
    }
  }

  /** Closes as somebody closes an app who has the time. */
  async close(): Promise<void> {
    await this.courier.stop()
    this.life.end()
    await this.life.gone
  }

  facts(book: Book): Promise<StoredFact[]> {
    return firstValue(this.store.book(book))
  }

  /** All that lies on this phone. */
  async lying(): Promise<Map<string, StoredFact>> {
    const facts = await this.inState('set-aside')
    for (const book of books) facts.push(...(await this.facts(book)))
    return new Map(facts.map((fact) => [fact.id, fact]))
  }

  /** What the server refused, or what its author let rest. */
  inState(sync: 'refused' | 'set-aside'): Promise<StoredFact[]> {
    return firstValue(this.store.inState(sync, 1_000))
  }
}

function peersOf(phone: Phone, store: PhoneStore, courier: PhoneCourier): PeersStore {
  const { world, account, key, roots, boxes } = phone
  const { unit } = world
  const device = { id: key.id, publicKey: key.publicKey, sign: async (text: string) => key.sign(text) }
  const owner = { identity: phone.identity, unit, keys: { device, roots }, store }
  const peers = openPeers({ ...owner, outbox: {} as never, photos: {} as never }, boxes as never)
  return new PeersStore({
    unit,
    account,
    get roles() {
      return rolesIn(unit, phone.identity.roles)
    },
    verify: verifySignature,
    clock: { now: () => phone.clock.now() },
    sources: { directory: new VerifiedDirectory(store, verifySignature, unit, roots) },
    peers: async () => peers,
    slices: timeSlices,
    whole: <T>(saving: Promise<T>) => {
      courier.giveWayTo(saving)
      return saving
    }
  } as never)
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
