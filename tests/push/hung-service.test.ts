import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { startReceiver, vapidKeys, type Receiver, type ReceivingPhone } from './receiver.ts'

/** A push service that takes a request and answers when the test says so. */
const asked: ServerResponse[] = []
let closed = 0
const hung = createServer((request, response) => {
  asked.push(response)
  response.on('close', () => closed++)
  request.resume()
})
let stack: TestStack
let receiver: Receiver
let hungUrl = ''
beforeAll(async () => {
  const keys = vapidKeys()
  receiver = await startReceiver(keys.publicKey)
  hung.listen(0, '127.0.0.1')
  await once(hung, 'listening')
  const { port } = hung.address() as AddressInfo
  hungUrl = `http://127.0.0.1:${port}`
  stack = await startTestStack({ push: { ...keys, services: [receiver.url, hungUrl] } })
})
afterAll(async () => {
  hung.closeAllConnections()
  hung.close()
  await stack.stop()
  await receiver.stop()
})

async function subscribe({ headers }: TestAccount, at?: string): Promise<ReceivingPhone> {
  const phone = receiver.phone()
  const { p256dh, auth } = phone
  const wish = { unit: stack.unit, language: 'vi', endpoint: at ?? phone.endpoint, p256dh, auth }
  const asked = { method: 'POST', headers, body: JSON.stringify(wish) }
  expect((await fetch(`${stack.url}/push`, asked)).status).toBe(200)
  return phone
}

/** Raises an alarm. @returns its id */
async function raise({ device, post }: TestAccount): Promise<string> {
  const id = uuidv7(Date.now(), randomBytes(10))
  const body = { gates: ['cong-1b'], from: 'app' }
  const fact = device.fact(stack.unit, 'duty', 'duty.alarm-started', `alarm/${id}`, body)
  await post(`/${stack.database('duty')}/_bulk_docs`, { docs: [asDocument(fact)] })
  return id
}

test('a phone whose push service hangs is asked once at a time, and delays nobody else’s alarm', async () => {
  const phone = await subscribe(await stack.account('commander'))
  await subscribe(await stack.account('officer'), `${hungUrl}/may`)
  const people = [
    await stack.account('officer'),
    await stack.account('officer'),
    await stack.account('officer')
  ]
  for (const one of people) {
    const id = await raise(one)
    await until(() => phone.notices.some(({ subject }) => subject === id))
  }
  await until(() => asked.length > 0)
  // The server still waits for the answer to the first.
  expect([asked.length, closed]).toEqual([1, 0])
  asked[0]!.writeHead(201).end()
  await until(() => asked.length === 2)
})
