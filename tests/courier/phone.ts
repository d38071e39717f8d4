import type { RxStorage } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { refuse } from '#lib/domain/rules.ts'
import { record, type Draft } from '#lib/app/notebook/record.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Identity } from '#lib/ports/ports.ts'
import { PhoneClock, type ClockStorage } from '#lib/data/http/clock.ts'
import { Auditor } from '#lib/data/courier/audit/auditor.ts'
import type { AuditReport } from '#lib/ports/ports.ts'
import { exchange, type ExchangeEnd, type ExchangeDeps } from '#lib/data/courier/exchange.ts'
import type { Http } from '#lib/data/http/http.ts'
import { ServerSession } from '#lib/data/http/server-session.ts'
import { newDataKey, newDevice, verify } from '#lib/data/keys/keys.ts'
import { PhoneStore } from '#lib/data/store/store.ts'
import { processLocks, type Locks } from '#lib/data/tabs.ts'
import type { Source } from '#lib/ports/source.ts'
import { RootPins } from '#lib/data/keys/root-pins.ts'
import { enrolmentOf } from '../devices/enrolment.ts'
import { approve } from '../stack.ts'
import { isLeftOut, notFound, type TestServer } from './server.ts'

/** Answers in the server's stead, or null to let the request through. */
export type Fault = (
  path: string,
  init: RequestInit,
  pass: () => Promise<Response>
) => Promise<Response> | null

export interface PhoneOptions {
  storage?: RxStorage<unknown, unknown>
  locks?: Locks
  keys?: Awaited<ReturnType<typeof testKeys>>
  /** What the phone's own clock says. */
  now?: () => number
  shelf?: ClockStorage
  /** False: it is not enrolled yet. */
  approved?: boolean
}

/** A server, and the unit on it; with `tools` it approves the phone. */
type Where = Pick<TestServer, 'url' | 'unit'> &
  Partial<Pick<TestServer, 'books' | 'couch' | 'tools' | 'directories'>>

/** A phone in memory: the real store and courier, a cookie jar, and a place to put faults in. */
export class TestPhone {
  faults: Fault[] = []
  readonly absentUntil = new Map<string, number>()
  requests: string[] = []
  cookie = ''
  identity: Identity
  #session: ServerSession | null = null
  #origin = ''
  /** How much of the app's own patience this phone has, so that no test waits for a minute. */
  patience = 1

  static readonly #opened = new Set<TestPhone>()

  private constructor(
    readonly server: Where,
    readonly account: string,
    readonly store: PhoneStore,
    readonly keys: Awaited<ReturnType<typeof testKeys>>,
    readonly clock: PhoneClock,
    private readonly deviceNow: () => number
  ) {
    this.identity = { account, roles: [] }
  }

  /** Its session with the server; another one where the server has another address. */
  get session(): ServerSession {
    const { account, keys, server } = this
    if (!this.#session || this.#origin !== server.url)
      this.#session = new ServerSession({ http: this.http, account, device: keys.device, origin: server.url })
    this.#origin = server.url
    this.#session.named = (...told) => keys.roots.pin(...told)
    return this.#session
  }

  static async open(server: Where, account: string, options: PhoneOptions = {}): Promise<TestPhone> {
    const keys = options.keys ?? (await testKeys())
    const store = await PhoneStore.open({
      account,
      key: keys.data,
      storage: options.storage ?? ownMemory(),
      locks: options.locks ?? processLocks(),
      multiInstance: false,
      yieldNow: () => new Promise((resolve) => setImmediate(resolve))
    })
    const deviceNow = options.now ?? Date.now
    const clock = new PhoneClock(deviceNow, options.shelf ?? { getItem: () => null, setItem: () => {} })
    const phone = new TestPhone(server, account, store, keys, clock, deviceNow)
    phone.identity = { account, roles: phone.#roles('keeper') }
    if (options.approved ?? true) await phone.#beApproved()
    TestPhone.#opened.add(phone)
    return phone
  }

  /** After each test: this database allows thirteen open collections in one process. Keeps those that a file shares. */
  static async closeAll(...kept: TestPhone[]): Promise<void> {
    const closed = [...this.#opened].filter((phone) => !kept.includes(phone))
    for (const phone of closed) this.#opened.delete(phone)
    await Promise.all(closed.map((phone) => phone.store.close()))
  }

  get http(): Http {
    return {
      fetch: (input, init) => this.#fetch(String(input), init ?? {}),
      timeout: (ms) => AbortSignal.timeout(ms * this.patience),
      now: () => this.clock.now(),
      deviceNow: this.deviceNow,
      learn: (serverMs, sentAt) => this.clock.learn(serverMs, sentAt)
    }
  }

  async write(draft: Partial<Draft> = {}) {
    const note = { what: 'closed', reason: 'đóng cổng lúc nửa đêm', who: 'Tư Khởi' } as const
    const whole = {
      unit: this.server.unit,
      book: 'gates',
      stream: 'gate/ap-1b',
      type: 'gates.note-written',
      body: note
    }
    const outcome = await record({ ...whole, ...draft } as Draft, {
      clock: this.clock,
      store: this.store,
      identity: this.identity,
      device: this.keys.device,
      refuse
    })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
    return outcome.fact
  }

  /** Puts a fact recorded at `ms` (Unix) on the phone past `record`, as a fault or an older build might have. */
  async inject({ ms = this.clock.now(), ...change }: Partial<Envelope> & { ms?: number }): Promise<string> {
    let id = ''
    await this.store.append(this.keys.device.id, 'gates', async (n) => {
      const body = { what: 'closed', reason: 'đóng', who: 'Tư Khởi' }
      const where = {
        unit: this.server.unit,
        book: 'gates',
        stream: 'gate/ap-1b',
        type: 'gates.note-written'
      }
      const fact = { ...where, at: new Date(ms).toISOString(), by: this.account, n, body }
      const whole = { ...fact, device: this.keys.device.id, ...change }
      id = change.id ?? certifiedId(whole, ms)
      const unsigned = { ...whole, id }
      return { ...unsigned, sig: change.sig ?? (await this.keys.device.sign(canonicalString(unsigned))) }
    })
    return id
  }

  exchange(more: Pick<ExchangeDeps, 'auditor' | 'urgent'> = {}): Promise<ExchangeEnd> {
    return exchange({
      ...more,
      http: this.session.http,
      session: this.session,
      store: this.store,
      identity: this.identity,
      trust: { verify, roots: this.keys.roots },
      absentUntil: this.absentUntil,
      remember: async (identity) => void (this.identity = identity)
    })
  }

  /** An exchange in which somebody asks for an audit; null: it could not be done. */
  async audit(): Promise<AuditReport | null> {
    const auditor = new Auditor(() => 0)
    auditor.wanted = true
    await this.exchange({ auditor })
    // Its clock may have been put right, and back, meanwhile.
    return auditor.wanted || auditor.dueAt !== null ? null : auditor.report
  }

  async facts(stream = 'gate/ap-1b') {
    return first(this.store.stream(stream, ''))
  }

  /** Has this phone enrolled and approved, past its own courier and its own numbers. */
  async #beApproved(): Promise<void> {
    const { couch, tools, directories, unit } = this.server
    if (!couch || !tools || !directories) return
    await approve({ couch, tools, directories }, await enrolmentOf(this.keys.device, this.account, unit))
  }

  #roles(role: string) {
    return [`${this.server.unit}:${role}`]
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    this.requests.push(`${init.method} ${path}`)
    const headers = { ...(init.headers as Record<string, string>), cookie: this.cookie }
    const pass = async () => {
      if (isLeftOut(path, this.server)) return Response.json(notFound, { status: 404 })
      const response = await fetch(this.server.url + path, { ...init, headers })
      const cookie = response.headers.get('set-cookie')
      if (cookie) this.cookie = cookie.split(';')[0]!
      return response
    }
    for (const fault of this.faults) {
      const answer = fault(path, init, pass)
      if (answer) return answer
    }
    return pass()
  }
}

let storages = 0

/** A memory of its own, for one phone; RxDB's is one for the whole process. Give `disk` to open the same memory twice. */
export function ownMemory(disk = new Map()): RxStorage<unknown, unknown> {
  return { ...getRxStorageMemory(), name: `memory-${storages++}`, collectionStates: disk } as RxStorage<
    unknown,
    unknown
  >
}

/** What such a memory holds. */
export type Disk = Map<unknown, { documents: Map<string, unknown> }>

/** One byte of a record's sealed body in that memory becomes another, as on one that wears out. */
export function spoil(disk: Disk, id: string): void {
  for (const { documents } of disk.values()) {
    const row = documents.get(id) as { body: string } | undefined
    if (!row) continue
    const bytes = Buffer.from(row.body, 'base64')
    bytes[bytes.length >> 1]! ^= 1
    row.body = bytes.toString('base64')
  }
}

export async function testKeys() {
  return { data: await newDataKey(), roots: new RootPins({}, () => {}), device: (await newDevice()).key }
}

/** The first value that a source tells, or the first that fits. */
export function first<T>(source: Source<T>, fits: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve, reject) => {
    let subscription: { unsubscribe(): void } | undefined
    let done = false
    subscription = source.subscribe({
      next(value) {
        if (done || !fits(value)) return
        done = true
        queueMicrotask(() => subscription?.unsubscribe())
        resolve(value)
      },
      error: reject
    })
  })
}
