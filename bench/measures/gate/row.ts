import { fork } from 'node:child_process'
import { once } from 'node:events'
import mqtt from 'mqtt'
import { startMosquitto } from '../../../tests/broker/brokers.ts'
import { unit, type Caller } from './caller.ts'
import type { Row } from './controllers.ts'
import type { Order } from './other-side.ts'

export const gateNames = (count: number) => Array.from({ length: count }, (_, i) => `cong-${i + 1}`)

/**
 * A row of closed gates with one real agent, and their controllers on a Mosquitto of their own: each side in a process
 * of its own, as each is a machine of its own.
 */
export async function startRow(communeUrl: string, names: readonly string[], callers: readonly Caller[]) {
  const local = await startMosquitto()
  const localUrl = `mqtt://127.0.0.1:${local.tcp}`
  const gates = [...names]
  const controllers = await started('./controllers.ts', { localUrl, gates } satisfies Row)
  const holders = callers.map(({ holder }) => holder)
  const online = allOnline(communeUrl, names.length)
  const agent = await started('./other-side.ts', { communeUrl, localUrl, gates, holders } satisfies Order)
  await online
  return {
    localUrl,
    async stop() {
      await agent.stop()
      await controllers.stop()
      await local.stop()
    }
  }
}

/** A process that is told its part and says when it is ready; one that ends before it is told to takes the bench with it. */
async function started(file: string, part: object) {
  const child = fork(new URL(file, import.meta.url), { execArgv: ['--import', 'tsx'] })
  const early = (code: number | null) => {
    throw new Error(`${file} ended with ${code}`)
  }
  child.once('exit', early)
  child.send(part)
  await once(child, 'message')
  return {
    async stop() {
      child.off('exit', early).send('stop')
      await once(child, 'exit')
    }
  }
}

/** Every gate has said that its controller is there. */
async function allOnline(url: string, count: number) {
  const client = await mqtt.connectAsync(url, { protocolVersion: 5 })
  const online = new Set<string>()
  await new Promise<void>((resolve) => {
    client.on('message', (topic, payload) => {
      const { p } = JSON.parse(String(payload)) as { p: string }
      if ((JSON.parse(p) as { deviceOnline: boolean }).deviceOnline) online.add(topic)
      if (online.size === count) resolve()
    })
    void client.subscribeAsync(`antt/v1/${unit}/gate/+/state`, { qos: 1 })
  })
  await client.endAsync(true)
}
