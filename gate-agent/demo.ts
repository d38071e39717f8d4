import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Aedes } from 'aedes'
import type { AgentConfig } from './agent-config.ts'
import { runAgent } from './main.ts'
import { SimulatedCamera } from './simulator/camera/simulated-camera.ts'
import { simulatedHomeAssistant } from './simulator/controllers/home-assistant.ts'
import { SimulatedGate } from './simulator/simulated-gate.ts'

/** The demo's two motor gates; the second has no measured travel time and no camera. */
const gates = [
  { gate: 'cong-1b', travelMs: 18_000, travelSeconds: 18, seen: true },
  { gate: 'cong-kinh-3', travelMs: 25_000 }
]
const unit = 'xa-phong-hiep'
/** The agent's account, which is in the demo's list. */
const account = 'ph-may-cong'

interface DemoServer {
  url: string
  dataDir: string
  camera: { leadTo(url: string | null): void }
}

/**
 * Runs two simulated gates of Phong Hiệp with a broker of their own and one real agent.
 * @param url the server at which it signs in; `camera` points that server's `/camera` to the agent
 */
export async function runDemoGates({ url, dataDir, camera }: DemoServer) {
  const local = await loopbackBroker()
  const broker = { url: local.url }
  const simulated: SimulatedGate[] = []
  const cameras = new Map<string, SimulatedCamera>()
  for (const { gate, travelMs, seen } of gates) {
    const controller = simulatedHomeAssistant(gate)
    const one = await SimulatedGate.start({ url: local.url, controller, travelMs })
    simulated.push(one)
    if (seen) cameras.set(gate, await SimulatedCamera.start({ src: gate, gate: one }))
  }
  const config: AgentConfig = {
    server: url,
    account,
    password: 'antt-demo',
    unit,
    label: 'Máy tại cổng (mô phỏng)',
    dataDir: join(dataDir, 'demo-gates'),
    clock: true,
    listen: '127.0.0.1:0',
    publicUrl: '',
    gates: gates.map(({ gate, travelSeconds }) => ({
      gate,
      controller: { broker, dialect: 'home-assistant', id: `${gate}/cua` },
      ...(travelSeconds && { travelSeconds }),
      ...(cameras.has(gate) && { camera: { url: cameras.get(gate)!.url, src: gate } }),
      closeAt: '22:00'
    }))
  }
  // The demo's server approves it by itself.
  const agent = runAgent(config, undefined, false)
  const port = await agent.cameras?.port
  camera.leadTo(port ? `http://127.0.0.1:${port}` : null)
  return {
    cameras,
    async stop() {
      camera.leadTo(null)
      await agent.stop()
      for (const one of cameras.values()) await one.stop()
      for (const gate of simulated) await gate.stop()
      await local.stop()
    }
  }
}

/** Starts a broker for simulated controllers, reachable from this machine only. */
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
