import { fork } from 'node:child_process'
import { once } from 'node:events'
import mqtt from 'mqtt'
import { homeAssistant } from '../../gate-agent/simulator/controllers/home-assistant.ts'
import { SimulatedGate } from '../../gate-agent/simulator/simulated-gate.ts'
import { startMosquitto } from '../../tests/broker/brokers.ts'
import { unit, type Caller } from './caller.ts'
import type { Order } from './other-side.ts'

export const gateNames = (count: number) => Array.from({ length: count }, (_, i) => `cong-${i + 1}`)

/** A row of closed gates with one real agent in a process of its own, and their controllers on a Mosquitto of their own. */
export async function startRow(communeUrl: string, count: number, callers: readonly Caller[]) {
  const local = await startMosquitto()
  const url = `mqtt://127.0.0.1:${local.tcp}`
  const names = gateNames(count)
  const gates = await Promise.all(
    names.map((name) =>
      SimulatedGate.start({ url, controller: homeAssistant(name), travelMs: 10_000, position: 0 })
    )
  )
  const agent = fork(new URL('./other-side.ts', import.meta.url), { execArgv: ['--import', 'tsx'] })
  const order: Order = {
    communeUrl,
    localUrl: url,
    gates: names,
    holders: callers.map(({ holder }) => holder)
  }
  agent.send(order)
  await Promise.all([once(agent, 'message'), allOnline(communeUrl, count)])
  return {
    async stop() {
      agent.send('stop')
      await once(agent, 'exit')
      for (const gate of gates) await gate.stop()
      await local.stop()
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
