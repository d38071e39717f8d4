import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { serverAccount } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { startReceiver, vapidKeys, type Receiver, type ReceivingPhone } from './receiver.ts'

let stack: TestStack
let receiver: Receiver
let commander: TestAccount
let keeper: TestAccount
let phone: ReceivingPhone
beforeAll(async () => {
  const keys = vapidKeys()
  receiver = await startReceiver(keys.publicKey)
  stack = await startTestStack({ push: { ...keys, services: [receiver.url] } })
  await stack.motorGates('cong-1b')
  commander = await stack.account('commander')
  keeper = await stack.account('keeper')
  await subscribe()
})
afterAll(async () => {
  await stack.stop()
  await receiver.stop()
})

/** Subscribes one more address of the keeper's phone. */
async function subscribe() {
  const { endpoint, p256dh, auth } = (phone = receiver.phone())
  const body = JSON.stringify({ unit: stack.unit, language: 'vi', endpoint, p256dh, auth })
  const subscribed = await fetch(`${stack.url}/push`, { method: 'POST', headers: keeper.headers, body })
  expect(subscribed.status).toBe(200)
}

const bring = async (brought: object) => {
  const headers = { 'content-type': 'application/json' }
  const asked = { method: 'POST', headers, body: JSON.stringify(brought) }
  return (await fetch(`${stack.url}/push/received`, asked)).status
}
/** Raises an alarm. @returns its id, and the secret that the keeper's phone got with it */
async function raised(by: TestAccount): Promise<[id: string, receipt: string]> {
  const id = uuidv7(Date.now(), randomBytes(10))
  const body = { gates: ['cong-1b'], from: 'app' }
  const fact = by.device.fact(stack.unit, 'duty', 'duty.alarm-started', `alarm/${id}`, body)
  phone.notices.length = 0
  await by.post(`/${stack.database('duty')}/_bulk_docs`, { docs: [asDocument(fact)] })
  await until(() => phone.notices.length === 1)
  return [id, phone.notices[0]!.receipt!]
}
async function received(): Promise<Envelope[]> {
  const { rows } = await stack.couch.nano.use(stack.database('duty')).list({ include_docs: true })
  const facts = rows.map(({ id, doc }) => ({ ...(doc as unknown as Envelope), id }))
  return facts.filter(({ type }) => type === 'duty.alarm-received')
}

test('the secret of a push tells once, without a session, that its owner has the alarm', async () => {
  const [id, receipt] = await raised(commander)
  expect(await bring({ receipt: 'A'.repeat(22) })).toBe(404)
  expect(await bring({ receipt, account: commander.name })).toBe(404)
  expect(await bring({ receipt })).toBe(200)
  expect(await bring({ receipt })).toBe(404)
  const [fact, ...more] = await received()
  expect(more).toEqual([])
  expect(fact).toMatchObject({ stream: `alarm/${id}`, by: serverAccount, body: { account: keeper.name } })
  expect(stack.tools.seals.isRight(fact!)).toBe(true)
  expect((await stack.known()).devices.some(({ id }) => id === fact!.device)).toBe(true)
})

test('the server numbers what it records one after the other, without reading the book each time', async () => {
  for (let i = 0; i < 2; i++) {
    const [, receipt] = await raised(await stack.account('officer'))
    expect(await bring({ receipt })).toBe(200)
  }
  const numbers = (await received()).map(({ n }) => n).sort((a, b) => a - b)
  expect(numbers).toEqual([1, 2, 3])
})

test('whoever guesses is slowed down, and the right secret from there counts all the same', async () => {
  const [, receipt] = await raised(await stack.account('officer'))
  const guesses: number[] = []
  for (let i = 0; i < 12; i++) guesses.push(await bring({ receipt: randomBytes(16).toString('base64url') }))
  expect(guesses).toContain(429)
  expect(await bring({ receipt })).toBe(200)
})

test('of one person and one alarm one record is made, however many addresses the phone has', async () => {
  const first = phone
  await subscribe()
  const [id, receipt] = await raised(await stack.account('officer'))
  await until(() => first.notices.at(-1)?.subject === id)
  expect(await bring({ receipt })).toBe(200)
  expect(await bring({ receipt: first.notices.at(-1)!.receipt! })).toBe(200)
  expect((await received()).filter(({ stream }) => stream === `alarm/${id}`)).toHaveLength(1)
})
