import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Aedes } from 'aedes'
import { run } from './main.ts'
import { homeAssistant } from './simulator/controllers/home-assistant.ts'
import { SimulatedGate } from './simulator/simulated-gate.ts'

/** The demo's two motor gates; nobody has measured the second one. */
const gates = [
  { gate: 'cong-1b', travelMs: 18_000, travelSeconds: 18 },
  { gate: 'cong-kinh-3', travelMs: 25_000 }
]
const unit = 'xa-phong-hiep'
/** Its account stands in the demo's list. */
const account = 'ph-may-cong'

/**
 * Two simulated gates of Phong Hiệp with a broker of their own and one real agent.
 * @param url the server that it signs in at
 */
export async function runDemoGates({ url, dataDir }: { url: string; dataDir: string }) {
  const local = await loopbackBroker()
  const broker = { url: local.url }
  const simulated: SimulatedGate[] = []
  for (const { gate, travelMs } of gates)
    simulated.push(await SimulatedGate.start({ url: local.url, controller: homeAssistant(gate), travelMs }))
  const agent = run({
    server: url,
    account,
    password: 'antt-demo',
    unit,
    label: 'Máy tại cổng (mô phỏng)',
    dataDir: join(dataDir, 'demo-gates'),
    clock: true,
    gates: gates.map(({ gate, travelSeconds }) => ({
      gate,
      controller: { broker, dialect: 'home-assistant', id: `${gate}/cua` },
      ...(travelSeconds && { travelSeconds }),
      closeAt: '22:00'
    }))
  })
  return {
    async stop() {
      await agent.stop()
      for (const gate of simulated) await gate.stop()
      await local.stop()
    }
  }
}

/** A broker for controllers that are not there; only this machine reaches it. */
async function loopbackBroker() {
  const broker = await Aedes.createBroker()
  const server = createServer((socket) => void broker.handle(socket as never))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close()
      await new Promise<void>((resolve) => broker.close(() => resolve()))
    }
  }
}
