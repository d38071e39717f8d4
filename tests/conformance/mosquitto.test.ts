import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStack } from '../stack.ts'

const program = ['/usr/sbin/mosquitto', '/usr/bin/mosquitto'].find((path) => existsSync(path)) ?? 'mosquitto'
let folder: string
let broker: ChildProcess
let ports: { tcp: number; ws: number }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mosquitto-'))
  ports = { tcp: await freePort(), ws: await freePort() }
  const file = join(folder, 'mosquitto.conf')
  const lines = [
    'allow_anonymous true',
    'set_tcp_nodelay true',
    `listener ${ports.tcp} 127.0.0.1`,
    `listener ${ports.ws} 127.0.0.1`,
    'protocol websockets'
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  broker = spawn(program, ['-c', file], { stdio: 'ignore' })
  await Promise.all([answers(ports.tcp), answers(ports.ws)])
})
afterAll(async () => {
  broker.kill()
  await once(broker, 'exit')
  rmSync(folder, { recursive: true, force: true })
})

test.each(['ws', 'mqtt'] as const)(
  'a real Mosquitto at %s:// answers through /mqtt, MQTT 5 and all',
  async (protocol) => {
    const port = protocol === 'ws' ? ports.ws : ports.tcp
    const stack = await startTestStack({ mqttUrl: new URL(`${protocol}://127.0.0.1:${port}`) })
    const url = `${stack.url.replace('http', 'ws')}/mqtt`
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0 }, false)
    try {
      const topic = `antt/v1/${stack.unit}/bell/gates`
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
      const health = (await (await fetch(`${stack.url}/healthz`)).json()) as { mqtt: { embedded: boolean } }
      expect(health.mqtt.embedded).toBe(false)
    } finally {
      await client.endAsync(true)
      await stack.stop()
    }
  }
)

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Resolves once somebody takes connections there. */
async function answers(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const there = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false
      ),
      once(broker, 'exit').then(() => {
        throw new Error('mosquitto ended')
      })
    ])
    socket.destroy()
    if (there) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
