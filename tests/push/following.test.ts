import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { quarterAfter } from '#lib/domain/database-names.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { BookFollower } from '../../sync-server/push/book-follower.ts'
import { Subscriptions } from '../../sync-server/push/subscriptions.ts'
import { PushSender } from '../../sync-server/push/push-sender.ts'
import { Receipts } from '../../sync-server/push/receipts.ts'
import { NoticeSender } from '../../sync-server/push/notice-sender.ts'
import { asDocument, type TestDevice } from '../facts.ts'
import { nextDatabase, startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { startReceiver, vapidKeys } from './receiver.ts'

let stack: TestStack
let subscriptions: Subscriptions
let keeper: TestAccount
let device: TestDevice
beforeAll(async () => {
  stack = await startTestStack()
  subscriptions = await Subscriptions.open(stack.couch.nano)
  keeper = await stack.account('keeper')
  device = keeper.device
})
afterAll(() => stack.stop())

const phone = (more: object = {}) => ({
  account: keeper.name,
  unit: stack.unit,
  device: device.id,
  language: 'vi' as const,
  at: 0,
  endpoint: 'https://push.example/1',
  p256dh: '',
  auth: '',
  ...more
})
const note = async (database = stack.database('gates')) => {
  const fact = device.note(stack.unit)
  await stack.couch.nano.use(database).insert(asDocument(fact) as never)
  return fact.id
}

function followed(now = Date.now) {
  const told: string[] = []
  const teller = {
    notify: async (_unit: string, ...facts: Envelope[]) => void told.push(...facts.map(({ id }) => id))
  }
  const following = new BookFollower(stack.couch.nano, subscriptions, teller, now)
  return { following, told }
}

test('what was there before is not told; a restart neither tells twice nor misses what arrived meanwhile', async () => {
  await note()
  await subscriptions.keep(phone())
  const first = followed()
  await first.following.refresh()
  const one = await note()
  await until(() => first.told.length > 0)
  await first.following.stop()
  const two = await note()
  const second = followed()
  await second.following.refresh()
  const three = await note()
  await until(() => second.told.length === 2)
  expect([first.told, second.told]).toEqual([[one], [two, three]])
  await second.following.stop()
})

test('on the last day of a quarter the next one is followed already', async () => {
  const [year, quarter] = quarterAfter(Date.now(), 1).split('q').map(Number) as [number, number]
  const begins = Date.UTC(year, (quarter - 1) * 3, 1)
  const { following, told } = followed(() => begins - 3600_000)
  await following.refresh()
  const id = await note(nextDatabase(stack.unit, 'gates', Date.now()))
  await until(() => told.includes(id))
  await following.stop()
})

test('a push service that is busy is tried again, and given up in the end', async () => {
  const { subject, ...pair } = vapidKeys()
  const receiver = await startReceiver(pair.publicKey)
  const chief = await stack.account('commander')
  const chiefs = chief.device
  const body = { key: chiefs.publicKey, label: 'Máy trực' }
  const place = [stack.unit, 'directory', 'directory.device-enrolled', `device/${chiefs.id}`] as const
  const enrolled = chiefs.fact(...place, body)
  await chief.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(enrolled)] })
  const busy = receiver.phone()
  const { endpoint, p256dh, auth } = busy
  await subscriptions.keep(phone({ account: chief.name, device: chiefs.id, endpoint, p256dh, auth }))
  const waits: number[] = []
  const report = (problem: unknown) => Promise.reject(problem as Error)
  const after = (ms: number, run: () => void) => {
    waits.push(ms)
    setImmediate(run)
    return () => {}
  }
  const keys = { ...pair, subject }
  const sender = new PushSender({
    gone: ({ endpoint }) => subscriptions.drop(endpoint),
    keys,
    services: [receiver.url],
    after,
    report
  })
  const teller = new NoticeSender({
    server: stack.couch.nano,
    roots: stack.tools.roots,
    subscriptions,
    sender,
    receipts: new Receipts(),
    now: Date.now,
    report,
    after
  })
  const agent = (await stack.account('agent')).device
  await stack.motorGates('cong-1b')
  const event = (kind: string, id = uuidv7(Date.now(), new Uint8Array(10))) =>
    agent.fact(stack.unit, 'gates', 'gates.event-reported', 'gate/cong-1b', { kind, source: 'agent' }, { id })
  busy.answers.push(503, 429, 201)
  await teller.notify(stack.unit, event('offline'))
  await until(() => busy.notices.length === 1)
  expect(waits).toEqual([5_000, 30_000])
  busy.answers.push(500, 500, 500)
  await teller.notify(stack.unit, event('power-lost'))
  await until(() => busy.answers.length === 0)
  await teller.notify(stack.unit, event('power-back'))
  await until(() => busy.notices.length === 2)
  expect(busy.notices.map(({ kind }) => kind)).toEqual(['offline', 'power-back'])
  expect(waits).toHaveLength(4)
  expect((await subscriptions.all()).some((one) => one.endpoint === endpoint)).toBe(true)
  teller.stop()
  await receiver.stop()
})
