import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, beforeAll, test } from 'vitest'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

let stack: TestStack
let keeper: TestAccount
const open: MqttClient[] = []
beforeAll(async () => {
  stack = await startTestStack()
  await stack.motorGates('cong-1b', 'cong-2')
  keeper = await stack.account('keeper')
  await stack.entrust(keeper.name, 'cong-1b')
})
afterAll(async () => {
  for (const client of open) await client.endAsync(true)
  await stack.stop()
})

/** Connects with a new pass. */
async function connected(): Promise<MqttClient> {
  const answer = await fetch(`${stack.url}/broker`, { method: 'POST', headers: keeper.headers })
  const { url, ...pass } = (await answer.json()) as { url: string } & IClientOptions
  const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...pass }, false)
  client.on('error', () => {})
  open.push(client)
  return client
}
const closed = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', () => resolve()))

/** Whether a new pass lets the keeper command a gate; null: it was ended meanwhile. */
async function may(gate: string): Promise<boolean | null> {
  const client = await connected().catch(() => null)
  if (!client) return null
  const topic = `antt/v1/${stack.unit}/gate/${gate}/cmd/${keeper.name}`
  const sent = client.publishAsync(topic, '{}', { qos: 1 }).then(
    () => true,
    () => false
  )
  return Promise.race([sent, closed(client).then(() => null)])
}

test('who is entrusted with another gate, or no more with one, has to fetch a pass that says so', async () => {
  let client: MqttClient | null = null
  // The last change may still be ending passes.
  await until(async () => (client = await connected().catch(() => null)) !== null)
  const before = closed(client!)
  await stack.entrust(keeper.name, 'cong-2')
  await before
  await until(async () => (await may('cong-2')) === true)
  await until(async () => (await may('cong-1b')) === true)
  await stack.relieve('cong-2')
  await until(async () => (await may('cong-2')) === false)
  await until(async () => (await may('cong-1b')) === true)
})
