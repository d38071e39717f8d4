import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { defaultPolicy } from '#lib/domain/gates/contract/policy.ts'
import { dialectOf } from '../../gate-agent/adapters/dialects.ts'
import { startAgent } from '../../gate-agent/agent.ts'
import { Outbox } from '../../gate-agent/server/outbox.ts'
import { machineClock } from '../../gate-agent/shell/clock.ts'
import { keptKey } from '../../gate-agent/shell/key.ts'
import { homeAssistant } from '../../gate-agent/simulator/controllers/home-assistant.ts'
import { SimulatedGate } from '../../gate-agent/simulator/simulated-gate.ts'
import { startMosquitto } from '../../tests/broker/brokers.ts'
import { unit, type Caller } from './caller.ts'

export const gateNames = (count: number) => Array.from({ length: count }, (_, i) => `cong-${i + 1}`)

/** A row of closed gates with one real agent: journal and log on the disk, controllers on a Mosquitto of their own. */
export async function startRow(communeUrl: string, count: number, callers: readonly Caller[]) {
  const folder = mkdtempSync(join(tmpdir(), 'antt-bench-'))
  const local = await startMosquitto()
  const url = `mqtt://127.0.0.1:${local.tcp}`
  const names = gateNames(count)
  const gates = await Promise.all(
    names.map((name) =>
      SimulatedGate.start({ url, controller: homeAssistant(name), travelMs: 10_000, position: 0 })
    )
  )
  const key = keptKey(join(folder, 'key.json'))
  const outbox = new Outbox(join(folder, 'log'), { unit, account: 'may-cong', key }, Date.now)
  const people = new Map(callers.map(({ holder, device }) => [`${holder.account} ${device.id}`, holder]))
  let clients = 0
  const door = (url: string) => async () => ({ url, clientId: `do-${process.pid}-${++clients}` })
  const agent = startAgent({
    ...{ account: 'may-cong', unit, key, dataDir: folder, clock: machineClock, knowsTheTime: true },
    gates: names.map((gate) => ({
      ...{ gate, policy: defaultPolicy, schedule: null, travelMs: 10_000, warning: null },
      controller: { door: door(url), dialect: dialectOf('home-assistant'), id: `${gate}/cua` }
    })),
    door: door(communeUrl),
    passRefused: () => {},
    holderOf: (account, key) => people.get(`${account} ${key}`) ?? null,
    record: (gate, body) => outbox.record(gate, body),
    alert: () => {},
    picture: () => {},
    trouble: (problem) => console.error(problem)
  })
  await allOnline(communeUrl, count)
  return {
    async stop() {
      await agent.stop()
      outbox.close()
      for (const gate of gates) await gate.stop()
      await local.stop()
      rmSync(folder, { recursive: true })
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
