import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMosquitto, type Mosquitto } from '../broker/brokers.ts'
import { startTestStack } from '../stack.ts'

let broker: Mosquitto
beforeAll(async () => void (broker = await startMosquitto()))
afterAll(() => broker.stop())

test.each(['ws', 'mqtt'] as const)(
  'a real Mosquitto at %s:// answers through /mqtt, MQTT 5 and all',
  async (protocol) => {
    const port = protocol === 'ws' ? broker.port : broker.tcp
    const stack = await startTestStack({ mqttUrl: new URL(`${protocol}://127.0.0.1:${port}`) })
    const url = `${stack.url.replace('http', 'ws')}/mqtt`
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0 }, false)
    try {
      // The server rings the bells of books by itself.
      const topic = `antt/v1/${stack.unit}/bell/no-book`
      await client.subscribeAsync(topic)
      const heard = new Promise((resolve) =>
        client.on('message', (_topic, text, packet) => resolve([String(text), packet]))
      )
      await client.publishAsync(topic, '{"seq":7}', {
        qos: 1,
        properties: { correlationData: Buffer.from('a') }
      })
      expect(await heard).toEqual([
        '{"seq":7}',
        expect.objectContaining({
          properties: expect.objectContaining({ correlationData: Buffer.from('a') })
        })
      ])
      const authorization = `Bearer ${readFileSync(join(stack.dataDir, 'health-key'), 'utf8')}`
      const health = await fetch(`${stack.url}/healthz`, { headers: { authorization } })
      expect(await health.json()).toMatchObject({ mqtt: { embedded: false } })
    } finally {
      await client.endAsync(true)
      await stack.stop()
    }
  }
)
