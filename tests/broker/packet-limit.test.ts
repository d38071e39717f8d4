import mqtt, { type IClientOptions } from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import { startTestStack, type TestAccount } from '../stack.ts'
import { startGuardedMosquitto } from './brokers.ts'

const ended: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

test.each(['embedded', 'mosquitto'] as const)(
  'before the %s broker a packet larger than any command ends its sender’s connection and reaches nobody',
  async (name) => {
    const guarded = name === 'mosquitto' ? await startGuardedMosquitto() : null
    if (guarded) ended.push(guarded.stop)
    const stack = await startTestStack({ mqttUrl: guarded?.url ?? null })
    ended.push(() => stack.stop())
    const connect = async ({ headers }: TestAccount) => {
      const response = await fetch(`${stack.url}/broker`, { method: 'POST', headers })
      const { url, ...pass } = (await response.json()) as IClientOptions & { url: string }
      const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...pass })
      ended.push(() => client.endAsync(true))
      client.on('error', () => {})
      return client
    }
    const [owner, chief] = [await stack.account('agent'), await stack.account('commander')]
    await stack.motorGates('cong-1b')
    await stack.moves(owner.name, 'cong-1b')
    const topic = `antt/v1/${stack.unit}/gate/cong-1b/cmd/${chief.name}`
    const [agent, sender] = [await connect(owner), await connect(chief)]
    const heard: number[] = []
    agent.on('message', (_topic, payload) => heard.push(payload.length))
    await agent.subscribeAsync(`antt/v1/${stack.unit}/gate/cong-1b/cmd/+`, { qos: 1 })

    sender.publish(topic, Buffer.alloc(17_000), { qos: 1 }, () => {})
    const cutOff = { timeout: 20_000, message: 'the end of the sender’s connection' }
    await expect.poll(() => sender.connected, cutOff).toBe(false)
    await (await connect(chief)).publishAsync(topic, Buffer.alloc(8_000), { qos: 1 })
    await expect.poll(() => heard, { timeout: 20_000, message: 'a message within bounds' }).toEqual([8_000])
  }
)
