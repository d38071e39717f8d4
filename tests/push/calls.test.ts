import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { NoticeSender } from '../../sync-server/push/notice-sender.ts'
import { PushSender } from '../../sync-server/push/push-sender.ts'
import { Receipts } from '../../sync-server/push/receipts.ts'
import { Subscriptions } from '../../sync-server/push/subscriptions.ts'
import { testDecision } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { startReceiver, vapidKeys, type Receiver, type ReceivingPhone } from './receiver.ts'

let stack: TestStack
let receiver: Receiver
let subscriptions: Subscriptions
let people: Record<'chief' | 'officer' | 'keeper' | 'other', TestAccount>
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
function onClock() {
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
  const parts = { server: stack.couch.nano, roots, subscriptions, receipts, now: Date.now, after, report }
  return { teller: new NoticeSender({ ...parts, sender: sending }), receipts, waiting, ringing }
}
type OnClock = ReturnType<typeof onClock>

/** Lets a minute pass, until `count` more pushes have been taken. */
async function minute({ waiting, ringing }: OnClock, count: number) {
  ringing.length = 0
  const [next] = waiting.splice(0, 1)
  expect(next!.ms).toBe(60_000)
  next!.run()
  await expect.poll(() => ringing.length).toBe(count)
  await Promise.all(ringing)
}

const alarm = () => uuidv7(Date.now(), randomBytes(10))
const says = (who: TestAccount, type: string, id: string, body: object): Envelope =>
  who.device.fact(stack.unit, 'duty', `duty.${type}`, `alarm/${id}`, body)
const gates = ['cong-chua', 'cong-1b']
const start = (id: string, more: object = {}) =>
  says(people.chief, 'alarm-started', id, { gates, from: 'app', ...more })
const last = (who: keyof typeof people) => phones[who].notices.at(-1)

test('whoever keeps a hand gate is told to close it by hand, everybody else that there is an alarm', async () => {
  const { teller } = onClock()
  const id = alarm()
  await teller.notify(stack.unit, start(id))
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
  await clock.teller.notify(stack.unit, start(id))
  for (const again of [1, 2]) {
    await minute(clock, 2)
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
  await clock.teller.notify(stack.unit, start(alarm(), { drill: true }))
  await minute(clock, 2)
  expect([last('keeper')?.drill, last('chief')?.drill]).toEqual([true, true])
  clock.teller.stop()
})

test('an answer, its own or brought rightly, ends the ringing; a forged one does not', async () => {
  const clock = onClock()
  const id = alarm()
  await clock.teller.notify(stack.unit, start(id))
  const answer = says(people.keeper, 'gate-answered', id, { gate: 'cong-chua', answer: 'cannot' })
  await clock.teller.notify(stack.unit, {
    ...answer,
    via: people.other.name,
    sig: answer.sig.replaceAll('A', 'B')
  })
  expect(clock.waiting).toHaveLength(1)
  await clock.teller.notify(stack.unit, { ...answer, via: people.other.name })
  expect(clock.waiting).toEqual([])
})

test('whoever has taken note is not rung again, and a receipt counts once', async () => {
  const clock = onClock()
  await clock.teller.notify(stack.unit, start(alarm()))
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
