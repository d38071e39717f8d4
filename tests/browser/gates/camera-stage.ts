import { join } from 'node:path'
import { runAgent } from '../../../gate-agent/main.ts'
import { SimulatedCamera } from '../../../gate-agent/simulator/camera/simulated-camera.ts'
import { simulatedHomeAssistant } from '../../../gate-agent/simulator/controllers/home-assistant.ts'
import { SimulatedGate } from '../../../gate-agent/simulator/simulated-gate.ts'
import { startMosquitto } from '../../broker/brokers.ts'
import { h264 } from '../../gates/h264.ts'
import { stackWithGate } from './gate-stage.ts'

/** A server, a closed gate that is not there with a camera before it, and the real agent between them. */
export async function stackWithCamera() {
  const stack = await stackWithGate()
  const local = await startMosquitto()
  const url = `mqtt://127.0.0.1:${local.tcp}`
  const controller = simulatedHomeAssistant('cong-1b')
  const gate = await SimulatedGate.start({ url, controller, travelMs: 4_000, position: 0 })
  const camera = await SimulatedCamera.start({ src: 'cong1', gate, video: h264 })
  const { name: account, password } = await stack.account('agent')
  const agent = runAgent(
    {
      server: stack.url,
      account,
      password,
      unit: stack.unit,
      label: 'Máy tại cổng',
      dataDir: join(stack.dataDir, 'agent'),
      clock: true,
      listen: '127.0.0.1:0',
      publicUrl: '',
      gates: [
        {
          gate: 'cong-1b',
          controller: { broker: { url }, dialect: 'home-assistant', id: 'cong-1b/cua' },
          travelSeconds: 4,
          policy: { twoPersons: null },
          camera: { url: camera.url, src: 'cong1' }
        }
      ]
    },
    () => {}
  )
  await stack.letInPhoneOf(account)
  stack.camera.leadTo(`http://127.0.0.1:${await agent.cameras!.port}`)
  return {
    stack,
    gate,
    camera,
    async stop() {
      await agent.stop()
      await camera.stop()
      await gate.stop()
      await local.stop()
      await stack.stop()
    }
  }
}
