import mqtt, { type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startMosquitto, type Mosquitto } from '../../tests/broker/brokers.ts'
import { until } from '../../tests/until.ts'
import { simulatedEsphome } from './controllers/esphome.ts'
import { simulatedHomeAssistant } from './controllers/home-assistant.ts'
import { simulatedShelly } from './controllers/shelly.ts'
import { simulatedTasmota } from './controllers/tasmota.ts'
import { simulatedZigbee2mqtt } from './controllers/zigbee2mqtt.ts'
import { SimulatedGate } from './simulated-gate.ts'

let broker: Mosquitto
let watcher: MqttClient
let heard: { topic: string; payload: string }[]
let gate: SimulatedGate

beforeAll(async () => void (broker = await startMosquitto()))
afterAll(() => broker.stop())
beforeEach(async () => {
  heard = []
  watcher = await mqtt.connectAsync(url(), { protocolVersion: 5 })
  watcher.on('message', (topic, payload) => heard.push({ topic, payload: payload.toString() }))
  await watcher.subscribeAsync('#', { qos: 1 })
})
afterEach(async () => {
  await gate.stop()
  await watcher.endAsync(true)
})

const url = () => `mqtt://127.0.0.1:${broker.tcp}`
const says = async (part: string) => {
  while (!heard.some(({ topic, payload }) => `${topic} ${payload}`.includes(part)))
    await new Promise((resolve) => watcher.once('message', resolve))
}

const call = (method: string) => JSON.stringify({ id: 1, src: 'thu', method, params: { id: 0 } })
const makes = [
  ['home-assistant', simulatedHomeAssistant('g1'), 'g1/set', 'CLOSE', 'g1/state closed', 'g1/status offline'],
  [
    'esphome',
    simulatedEsphome('g2'),
    'g2/cover/cua_cuon/command',
    'CLOSE',
    'g2/cover/cua_cuon/state closed',
    'g2/status offline'
  ],
  [
    'tasmota',
    simulatedTasmota('g3'),
    'cmnd/g3/ShutterClose1',
    '',
    'stat/g3/SHUTTER1 0',
    'tele/g3/LWT Offline'
  ],
  ['shelly', simulatedShelly('g4'), 'g4/rpc', call('Cover.Close'), '"state":"closed"', 'g4/online false'],
  [
    'zigbee2mqtt',
    simulatedZigbee2mqtt('g5'),
    'zigbee2mqtt/g5/set',
    '{"state":"CLOSE"}',
    '"position":0,',
    '{"state":"offline"}'
  ]
] as const

test.each(makes)(
  '%s: it closes when told, says so at the end, and is missed when its power goes',
  async (...make) => {
    const [, controller, topic, payload, closed, gone] = make
    gate = await SimulatedGate.start({ url: url(), controller, travelMs: 300 })
    await watcher.publishAsync(topic, payload, { qos: 1 })
    await says(closed)
    // A bridge may report the target of the command first.
    await until(() => gate.shutter.position === 0)
    expect(gate.shutter).toMatchObject({ position: 0, direction: 0 })
    await gate.cutPower()
    await says(gone)
  }
)

test('power that comes back moves nothing', async () => {
  gate = await SimulatedGate.start({ url: url(), controller: simulatedHomeAssistant('g6'), travelMs: 60_000 })
  gate.press('close')
  await says('g6/state closing')
  await gate.cutPower()
  const { position } = gate.shutter
  await gate.restorePower()
  expect(gate.shutter).toMatchObject({ position, direction: 0 })
})
