import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { NoticeSender } from '../../sync-server/push/notice-sender.ts'
import { PushSender } from '../../sync-server/push/push-sender.ts'
import { Receipts } from '../../sync-server/push/receipts.ts'
import { Subscriptions } from '../../sync-server/push/subscriptions.ts'
import { asDocument, testDecision } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { startReceiver, vapidKeys, type Receiver, type ReceivingPhone } from './receiver.ts'

let stack: TestStack
let receiver: Receiver
let subscriptions: Subscriptions
let people: Record<'chief' | 'officer' | 'keeper' | 'other', TestAccount>
/** Moves Cổng 1B. */
let machine: TestAccount
let phones: Record<keyof typeof people, ReceivingPhone>
let keys: ReturnType<typeof vapidKeys>

beforeAll(async () => {
  keys = vapidKeys()
  receiver = await startReceiver(keys.publicKey)
  stack = await startTestStack()
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [
      { unit: stack.unit, gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand', decision: testDecision },
      { unit: stack.unit, gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', decision: testDecision }
    ]
  })
  people = {
    chief: await stack.account('commander'),
    officer: await stack.account('officer'),
    keeper: await stack.account('keeper'),
    other: await stack.account('keeper')
  }
  machine = await stack.account('agent')
  await stack.entrust(people.keeper.name, 'cong-chua')
  await stack.entrust(people.other.name, 'cong-1b')
  subscriptions = await Subscriptions.open(stack.couch.nano)
})
afterAll(async () => {
  await stack.stop()
  await receiver.stop()
})
beforeEach(async () => {
  for (const { endpoint } of await subscriptions.all()) await subscriptions.drop(endpoint)
  phones = {} as typeof phones
  for (const [who, { name, device }] of Object.entries(people)) {
    const phone = (phones[who as keyof typeof people] = receiver.phone())
    const { endpoint, p256dh, auth } = phone
    const of = { account: name, unit: stack.unit, device: device.id, language: 'vi' as const, at: 0 }
    await subscriptions.keep({ ...of, endpoint, p256dh, auth })
  }
})

/** A sender whose minutes pass when the test says so. */
function onClock(server = stack.couch.nano) {
  const waiting: { ms: number; run: () => void }[] = []
  const ringing: Promise<unknown>[] = []
  const receipts = new Receipts()
  const after = (ms: number, run: () => void) => {
    const timer = { ms, run }
    waiting.push(timer)
    return () => void waiting.splice(waiting.indexOf(timer) >>> 0, 1)
  }
  const report = (problem: unknown) => {
    throw problem
  }
  const services = [receiver.url]
  const sender = new PushSender({
    gone: ({ endpoint }) => subscriptions.drop(endpoint),
    keys,
    services,
    after,
    report
  })
  const sending = {
    send: (...asked: Parameters<PushSender['send']>) => {
      const sent = sender.send(...asked)
      ringing.push(sent)
      return sent
    }
  }
  const roots = stack.tools.roots
  let later = 0
  const now = () => Date.now() + later
  const parts = { server, roots, subscriptions, receipts, now, after, report }
  const teller = new NoticeSender({ ...parts, sender: sending })
  return {
    teller,
    receipts,
    waiting,
    ringing,
    wait: (ms: number) => void (later += ms),
    /** Tells of facts, until every phone has had its turn. */
    async tell(...facts: Envelope[]) {
      await teller.notify(stack.unit, ...facts)
      await Promise.all(ringing.splice(0))
    }
  }
}
type OnClock = ReturnType<typeof onClock>

/** Lets a minute pass, until every phone has had its turn. */
async function minute({ waiting, ringing }: OnClock) {
  const [next] = waiting.splice(0, 1)
  expect(next!.ms).toBe(60_000)
  next!.run()
  await expect.poll(() => ringing.length).toBe(Object.keys(people).length)
  await Promise.all(ringing.splice(0))
}

const alarm = () => uuidv7(Date.now(), randomBytes(10))
const says = (who: TestAccount, type: string, id: string, body: object, forged: object = {}): Envelope =>
  who.device.fact(stack.unit, 'duty', `duty.${type}`, `alarm/${id}`, body, forged)
const claims = (who: TestAccount, what: string, gate = 'cong-chua'): Envelope =>
  who.device.fact(stack.unit, 'gates', 'gates.hand-claimed', `gate/${gate}`, { what })
const heardBy = () => Object.values(phones).map(({ notices }) => notices.length)
const gates = ['cong-chua', 'cong-1b']
const start = (id: string, more: object = {}) =>
  says(people.chief, 'alarm-started', id, { gates, from: 'app', ...more })
const last = (who: keyof typeof people) => phones[who].notices.at(-1)

test('whoever keeps a hand gate is told to close it by hand, everybody else that there is an alarm', async () => {
  const { teller, tell } = onClock()
  const id = alarm()
  await tell(start(id))
  expect(last('keeper')).toMatchObject({ kind: 'alarm-started', subject: id, gates: ['Cổng Chùa'] })
  for (const who of ['other', 'officer'] as const) {
    expect(last(who)).toMatchObject({ kind: 'alarm-started', subject: id })
    expect(last(who)).not.toHaveProperty('gates')
  }
  expect(phones.chief.notices).toEqual([])
  for (const { name } of Object.values(people)) expect(phones.keeper.texts.join()).not.toContain(name)
  teller.stop()
})

test('a hand gate of which nobody says anything rings its keeper twice more, and the commander hears which', async () => {
  const clock = onClock()
  const id = alarm()
  await clock.tell(start(id))
  for (const again of [1, 2]) {
    await minute(clock)
    const about = { subject: id, gates: ['Cổng Chùa'], again }
    expect(last('keeper')).toMatchObject({ kind: 'alarm-started', ...about })
    expect(last('chief')).toMatchObject({ kind: 'unanswered', ...about })
  }
  expect(clock.waiting).toEqual([])
  expect([phones.other.notices.length, phones.officer.notices.length]).toEqual([1, 1])
  for (const { name } of Object.values(people)) expect(phones.chief.texts.join()).not.toContain(name)
})

test('a drill rings as a drill', async () => {
  const clock = onClock()
  await clock.tell(start(alarm(), { drill: true }))
  await minute(clock)
  expect([last('keeper')?.drill, last('chief')?.drill]).toEqual([true, true])
  clock.teller.stop()
})

test('an answer, its own or brought rightly, ends the ringing; a forged one does not', async () => {
  const clock = onClock()
  const id = alarm()
  await clock.tell(start(id))
  const answer = says(people.keeper, 'gate-answered', id, { gate: 'cong-chua', answer: 'cannot' })
  await clock.tell({
    ...answer,
    via: people.other.name,
    sig: answer.sig.replaceAll('A', 'B')
  })
  expect(clock.waiting).toHaveLength(1)
  await clock.tell({ ...answer, via: people.other.name })
  expect(clock.waiting).toEqual([])
})

test('of a running alarm’s stream nobody else’s start is told, a drill or not', async () => {
  const clock = onClock()
  const id = alarm()
  await clock.tell(start(id))
  const before = heardBy()
  clock.wait(6 * 60_000)
  for (const more of [{ drill: true }, {}])
    await clock.tell(says(people.other, 'alarm-started', id, { gates: ['cong-1b'], from: 'app', ...more }))
  expect(heardBy()).toEqual(before)
  // The next of the one who started it is another alarm, and rings.
  await clock.tell(start(alarm(), { drill: true }))
  expect(heardBy()).toEqual(before.map((count, i) => (i === 0 ? count : count + 1)))
  clock.teller.stop()
})

test('a drill never takes the place of an alarm that waits at the push service, not even of the same id', async () => {
  const id = alarm()
  for (const more of [{}, { drill: true }]) {
    // As if the server had started anew in between.
    const clock = onClock()
    await clock.tell(start(id, more))
    clock.teller.stop()
  }
  expect(last('officer')).toMatchObject({ subject: id, drill: true })
  const topics = phones.officer.headers.map(({ topic }) => topic)
  expect(new Set(topics).size).toBe(2)
})

/** Words on Cổng Chùa, each in a way of its own. */
const words: [string, (who: TestAccount, id: string) => Envelope][] = [
  ['an answer', (who, id) => says(who, 'gate-answered', id, { gate: 'cong-chua', answer: 'closed' })],
  ['a position', (who, id) => says(who, 'position-held', id, { gate: 'cong-chua' })],
  ['a claim in the gate’s log', (who) => claims(who, 'opened')]
]
test.each(words)('%s ends the ringing if the gate is that person’s, or they are police', async (_, word) => {
  for (const [who, counts] of [
    ['other', false],
    ['keeper', true],
    ['officer', true],
    ['chief', true]
  ] as const) {
    const clock = onClock()
    const id = alarm()
    await clock.tell(start(id))
    await clock.tell(word(people[who], id))
    expect([who, clock.waiting.length]).toEqual([who, counts ? 0 : 1])
    clock.teller.stop()
  }
})

test('an end that its author did not sign, or only after they had left, ends neither alarm nor ringing', async () => {
  const gone = await stack.account('officer')
  const id = alarm()
  const signed = says(gone, 'alarm-ended', id, {})
  const suspended = [stack.unit, 'directory', 'directory.account-suspended', `account/${gone.name}`] as const
  const body = { account: gone.name, reason: 'Nghỉ việc', stands: [] }
  const suspension = people.chief.device.fact(...suspended, body)
  await people.chief.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(suspension)] })
  await until(async () => (await stack.known()).barrings.accounts.has(gone.name))

  const clock = onClock()
  await clock.tell(start(id))
  const before = heardBy()
  const others = says(people.officer, 'alarm-ended', id, {})
  await clock.tell(
    { ...signed, via: people.other.name, took: Date.now() },
    { ...others, via: people.other.name, sig: others.sig.replaceAll('A', 'B') }
  )
  expect(clock.waiting).toHaveLength(1)
  // It is still the same alarm, of which everybody has been told.
  await clock.tell(start(alarm()))
  expect(heardBy()).toEqual(before)
  clock.teller.stop()
})

test('a machine’s report of gates that it does not move tells the commander alone, once an hour', async () => {
  const clock = onClock()
  const report = (gate: string, ms: number) =>
    machine.device.fact(
      stack.unit,
      'gates',
      'gates.event-reported',
      `gate/${gate}`,
      { kind: 'left-open', source: 'agent', minutes: 30 },
      { ms }
    )
  const strays = (ms: number) =>
    ['cong-bia', 'cong-chua', ...Array.from({ length: 30 }, (_, i) => `cong-bia-${i}`)].map((gate) =>
      report(gate, ms)
    )
  await clock.tell(...strays(Date.now()))
  expect(heardBy()).toEqual([1, 0, 0, 0])
  clock.wait(59 * 60_000)
  await clock.tell(...strays(Date.now() + 59 * 60_000))
  expect(heardBy()).toEqual([1, 0, 0, 0])
  clock.wait(60_000)
  await clock.tell(...strays(Date.now() + 3_600_000))
  expect(heardBy()).toEqual([2, 0, 0, 0])
  await clock.tell(report('cong-1b', Date.now() + 3_600_000))
  expect([last('officer'), last('other')]).toMatchObject([{ subject: 'cong-1b' }, { subject: 'cong-1b' }])
  expect(phones.keeper.notices).toEqual([])
})

test('however many answers arrive together, the directory is read once, and not at all where no gate waits', async () => {
  let reads = 0
  const counted = new Proxy(stack.couch.nano, {
    get(couch, name) {
      const own = Reflect.get(couch, name) as unknown
      if (name !== 'request') return typeof own === 'function' ? own.bind(couch) : own
      return (asked: { db?: string; path?: string }) => {
        if (asked.db === stack.database('directory') && asked.path === '_changes') reads++
        return couch.request(asked)
      }
    }
  })
  const clock = onClock(counted)
  const [id, next] = [alarm(), alarm()]
  const answers = (gate: string) =>
    Array.from({ length: 150 }, () => says(people.other, 'gate-answered', id, { gate, answer: 'cannot' }))
  await clock.tell(start(id))
  reads = 0
  await clock.tell(...answers('cong-1b'))
  expect(reads).toBe(0)
  await clock.tell(...answers('cong-chua'))
  expect(reads).toBe(1)
  await clock.teller.notify(stack.unit, ...answers('cong-chua'), {
    ...says(people.officer, 'alarm-started', next, { gates, from: 'app' })
  })
  expect(reads).toBe(2)
  await Promise.all(clock.ringing.splice(0))
  expect(last('keeper')).toMatchObject({ kind: 'alarm-started', subject: next })
  clock.teller.stop()
})

test('whoever has taken note is not rung again, and a receipt counts once', async () => {
  const clock = onClock()
  await clock.tell(start(alarm()))
  const { receipt } = last('keeper')!
  expect(receipt).not.toBe(last('other')!.receipt)
  const found = clock.receipts.take(receipt!)!
  expect(found).toMatchObject({ account: people.keeper.name, device: people.keeper.device.id })
  expect(clock.receipts.take(receipt!)).toBeNull()
  await clock.teller.received(clock.receipts.take(last('other')!.receipt!)!)
  expect(clock.waiting).toHaveLength(1)
  await clock.teller.received({ ...found, alarm: alarm() })
  expect(clock.waiting).toHaveLength(1)
  await clock.teller.received(found)
  expect(clock.waiting).toEqual([])
})
