import { quarterIn, quarterStart } from '#lib/domain/database-names.ts'
import { record, type Draft, type RecordDeps } from '#lib/app/notebook/record.ts'
import { refuse } from '#lib/domain/rules.ts'
import { PhoneClock, storedClock } from '#lib/data/http/clock.ts'
import { batchLimits } from '#lib/data/courier/batches.ts'
import { browserScheduler, watchPage } from '#lib/data/courier/scheduler.ts'
import { WorkerCourier } from '#lib/data/courier-worker/worker-courier.ts'
import type { Http } from '#lib/data/http/http.ts'
import { ServerSession } from '#lib/data/http/server-session.ts'
import { docOf } from '#lib/data/courier/wire.ts'
import { newDataKey, newDevice } from '#lib/data/keys/keys.ts'
import type { Identity, Keys } from '#lib/ports/keys.ts'
import type { Source } from '#lib/ports/source.ts'
import type { PhoneStore } from '#lib/data/store/store.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { RootPins } from '#lib/data/keys/root-pins.ts'
import { enrolmentOf } from '../../tests/devices/enrolment.ts'
import { watchBlocks } from './blocks.ts'
import { openStore } from './open-store.ts'
import { pullRaw, pushRaw, readOnly } from './raw.ts'
import { countStored } from './stored.ts'

export interface Member {
  account: string
  unit: string
}

interface Phone {
  identity: Identity
  keys: Keys
  session: ServerSession
}

/** The product's parts, put together as `src/lib/app/start.ts` does, without its screens. */
const clock = new PhoneClock(Date.now, localStorage)
const http: Http = {
  fetch: (input, init) => fetch(input, init),
  timeout: (ms) => AbortSignal.timeout(ms),
  now: () => clock.now(),
  deviceNow: Date.now,
  learn: (serverMs, sentAt) => clock.learn(serverMs, sentAt)
}

/** Has its enrolment approved by the bench, as a commander would. */
declare function approveDevice(enrolment: Envelope): Promise<void>

/** A new phone with an approved device and an open session. */
async function newPhone({ account, unit }: Member): Promise<Phone> {
  const { key: device } = await newDevice()
  await approveDevice(await enrolmentOf(device, account, unit))
  const session = new ServerSession({ http, account, device, origin: location.origin })
  const status = await session.open()
  if (status.kind !== 'open' || status.state !== 'approved') throw new Error(`session: ${status.kind}`)
  return {
    identity: { account, roles: status.roles },
    keys: { data: await newDataKey(), roots: new RootPins(status.roots, () => {}), device },
    session
  }
}

async function startCourier(store: PhoneStore, { identity, keys, session }: Phone): Promise<WorkerCourier> {
  const worker = new Worker('/courier-worker.js', { type: 'module' })
  return WorkerCourier.open(worker, {
    identity,
    keys,
    session,
    damage: store.damage,
    clock: storedClock(localStorage),
    watch: watchPage,
    visible: () => browserScheduler.visible(),
    brought() {},
    mayOpen: async () => {},
    remember: async () => {},
    openBell: () => Promise.reject(new Error('there is no broker'))
  })
}

/** First sync: from opening an empty store to the end of the first exchange, with a screen's live queries open. */
async function pull(member: Member) {
  const phone = await newPhone(member)
  const endWatch = watchBlocks()
  const started = performance.now()
  const store = await openStore(member.account, phone.keys.data)
  const screens = [store.book('directory'), store.counts()].map((source) => source.subscribe(nobody))
  const courier = await startCourier(store, phone)
  await until(courier.report, ({ lastExchange }) => lastExchange !== null)
  const ms = performance.now() - started
  const longestBlockMs = endWatch()
  await courier.stop()
  for (const screen of screens) screen.unsubscribe()
  await store.close()
  return { ms, facts: await countStored(), longestBlockMs }
}

/** Push: from starting the courier to the last of `count` pending facts being settled as sent. */
async function push(member: Member, count: number) {
  const phone = await newPhone(member)
  const { identity, keys } = phone
  const store = await openStore(member.account, keys.data)
  for (let i = 0; i < count; i++) await write(member.unit, i, { clock, store, identity, device: keys.device })
  const started = performance.now()
  const courier = await startCourier(store, phone)
  const left = await until(store.counts(), ({ pending }) => pending === 0)
  const ms = performance.now() - started
  await courier.stop()
  await store.close()
  if (left.refused > 0) throw new Error(`${left.refused} refused`)
  return { ms }
}

/** The same facts, made by the same hand, by bare requests of the same size. */
async function pushBare(member: Member, count: number, database: string) {
  const { identity, keys, session } = await newPhone(member)
  const facts: Envelope[] = []
  const store = {
    append: async (_device: string, _book: string, make: (n: number) => Promise<Envelope | null>) =>
      void facts.push((await make(facts.length + 1))!)
  }
  // The gateway takes facts into the quarter of their own ids alone, or the current one.
  const there = { ...clock, now: () => Math.max(clock.now(), quarterStart(quarterIn(database))) }
  for (let i = 0; i < count; i++)
    await write(member.unit, i, { clock: there, store, identity, device: keys.device })
  const docs = facts.map((fact) => docOf({ ...fact, sync: 'pending', tries: 0 }))
  return { ms: await pushRaw(session.fetch, database, docs, batchLimits.count) }
}

async function pullBare(member: Member, database: string) {
  const { session } = await newPhone(member)
  return pullRaw(session.fetch, database)
}

/** Reads `_changes` and nothing else: it is blocked as any reader is. */
async function readIdly(member: Member, database: string) {
  const { session } = await newPhone(member)
  const endWatch = watchBlocks()
  const started = performance.now()
  const facts = await readOnly(session.fetch, database)
  return { ms: performance.now() - started, facts, longestBlockMs: endWatch() }
}

let audited: { courier: WorkerCourier; store: PhoneStore } | null = null

/** A phone that is in step with its server. */
async function inStep(member: Member): Promise<number> {
  const phone = await newPhone(member)
  const store = await openStore(member.account, phone.keys.data)
  const courier = await startCourier(store, phone)
  await until(courier.report, ({ lastExchange }) => lastExchange !== null)
  audited = { courier, store }
  return countStored()
}

/** One audit on it, as somebody asks for it: from the tap to the answer. */
async function audit() {
  const { courier } = audited!
  await courier.ring()
  const endWatch = watchBlocks()
  const started = performance.now()
  const done = await courier.audit()
  const ms = performance.now() - started
  const { fetched, resent, records } = courier.report.current.audit!
  if (!done || fetched + resent > 0) throw new Error(`audit: ${fetched} fetched, ${resent} sent again`)
  return { ms, records, longestBlockMs: endWatch() }
}

/** From the moment the network is back to the end of the exchange that it rings, with `count` facts that were not here. */
async function catchUp(count: number) {
  const { report } = audited!.courier
  const before = { facts: await countStored(), exchange: report.current.lastExchange }
  await new Promise((resolve) => addEventListener('online', resolve, { once: true }))
  const started = performance.now()
  await until(report, ({ lastExchange }) => lastExchange !== before.exchange)
  const ms = performance.now() - started
  const arrived = (await countStored()) - before.facts
  if (arrived !== count) throw new Error(`${arrived} of ${count} facts arrived`)
  return { ms }
}

async function write(unit: string, i: number, recorder: Omit<RecordDeps, 'refuse'>): Promise<void> {
  const body = { what: 'closed', reason: `Đóng cổng buổi tối, lượt ${i}`, who: 'Trần Văn Khởi' } as const
  const draft: Draft = {
    unit,
    book: 'gates',
    stream: `gate/cong-${(i % 20) + 1}`,
    type: 'gates.note-written',
    body
  }
  const outcome = await record(draft, { ...recorder, refuse })
  if (!outcome.ok) throw new Error(`not recorded: ${outcome.refusal.code}`)
}

const nobody = {
  next() {},
  error(problem: unknown) {
    throw problem
  }
}

function until<T>(source: Source<T>, fits: (value: T) => boolean): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscription = source.subscribe({
      next(value) {
        if (!fits(value)) return
        resolve(value)
        queueMicrotask(() => subscription.unsubscribe())
      },
      error: reject
    })
  })
}

export type OursPage = typeof oursPage
const oursPage = { pull, push, pullBare, readIdly, pushBare, inStep, audit, catchUp, counted: countStored }
Object.assign(globalThis, { oursPage })
