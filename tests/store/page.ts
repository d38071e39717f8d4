import type { Envelope } from '#lib/domain/fact.ts'
import { browserPorts } from '#lib/app/start.ts'
import type { Keys, Session } from '#lib/ports/ports.ts'
import type { PhoneStore } from '#lib/data/store/store.ts'
import { newDevice } from '#lib/data/keys/keys.ts'
import { openKeyring } from '#lib/data/keys/keyring.ts'
import { stretchInWorker } from '#lib/data/keys/stretch.ts'
import { everythingLying } from './dump.ts'

/** What a test may do inside a page: the app's own ports, as the composition root makes them. */
const ports = browserPorts('1000.0.0')
const identity = { account: 'giu-cong', roles: ['xa-thu:keeper'] }
let keys: Keys
let session: Session
let shown: number[] = []

const lagging = { now: 0, ended: Promise.resolve() }

const page = {
  identities: () => ports.keyring.identities(),
  async create(pin: string) {
    keys = await ports.keyring.create(identity, await newDevice(), {}, { kind: 'pin', text: pin })
    return keys.device.id
  },
  async unlock(pin: string) {
    const opened = await ports.keyring.unlock(identity.account, pin)
    if ('code' in opened) return opened
    keys = opened
    return { device: keys.device.id, extractable: keys.data.extractable }
  },
  changePin: (pin: string, next: string) =>
    ports.keyring.changeSecret(identity.account, pin, { kind: 'pin', text: next }),
  /** What is left of the wait after wrong PINs, ms. */
  waitLeft: () =>
    new Promise<number>((resolve) => {
      const stop = ports.keyring.sitOutWait(identity.account, (left) => {
        resolve(left)
        queueMicrotask(() => stop())
      })
    }),
  /** Begins to sit the wait out by a clock that stands still, as a tab does that its browser has frozen. */
  async lag() {
    const keyring = openKeyring({ now: Date.now, monotonic: () => lagging.now, stretch: stretchInWorker })
    await new Promise<void>((begun) => {
      lagging.ended = new Promise((resolve) => {
        keyring.sitOutWait(identity.account, (left) => (left > 0 ? begun() : resolve()))
      })
    })
  },
  /** Lets that clock jump to where the wait is over. */
  async catchUp() {
    lagging.now += 24 * 3_600_000
    await lagging.ended
  },
  /** Sits the wait out a thousand times as fast. */
  async sitOut() {
    const parts = { now: Date.now, monotonic: () => performance.now() * 1_000 }
    const keyring = openKeyring({ ...parts, stretch: stretchInWorker })
    await new Promise<void>((resolve) => {
      const stop = keyring.sitOutWait(identity.account, (left) => {
        if (left > 0) return
        queueMicrotask(() => stop())
        resolve()
      })
    })
  },
  async open() {
    session = await ports.openSession(identity, keys, () => {})
    shown = []
    session.store.stream('gate/a', '').subscribe({
      next: (facts) => (shown = facts.map(({ n }) => n)),
      error: (problem) => console.error(problem)
    })
  },
  async write(count: number) {
    for (let i = 0; i < count; i++) await session.store.append(keys.device.id, 'gates', async (n) => note(n))
  },
  shown: () => shown,
  /** What the server brings: a fact of everybody's, and what it erased. */
  async receive(ids: string[], erased: string[] = []) {
    const facts = ids.map((id, i) => ({ ...note(i + 1), id, by: 'chi-huy', device: 'D'.repeat(43) }))
    await (session.store as PhoneStore).receive(facts, erased)
  },
  /** What lies here, by id, as an audit reads it. */
  async inventory() {
    const inventory = await (session.store as PhoneStore).inventory()
    const lying: string[] = []
    for await (const some of inventory.settled('', 'g')) lying.push(...some.map(({ id }) => id))
    return lying
  },
  counts: () => new Promise((next, error) => session.store.counts().subscribe({ next, error })),
  close: () => session.store.close(),
  startCourier: () => session.courier.start(),
  ring: () => session.courier.ring(),
  report: () => new Promise((next, error) => session.courier.report.subscribe({ next, error })),
  /** Everything that lies in any IndexedDB of this site, as text. */
  lying: everythingLying
}
export type Page = typeof page
Object.assign(globalThis, { antt: page })

function note(n: number): Envelope {
  const ms = Date.now().toString(16).padStart(12, '0')
  const id = `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${crypto.randomUUID().slice(-12)}`
  const what = { unit: 'xa-thu', book: 'gates', stream: 'gate/a', type: 'gates.note-written' }
  const who = { at: new Date().toISOString(), by: identity.account, device: keys.device.id, n }
  return { id, ...what, ...who, body: { reason: 'TIENG VIET BI MAT' }, sig: `${'s'.repeat(85)}A` }
}
