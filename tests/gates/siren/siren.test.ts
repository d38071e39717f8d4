import mqtt, { type MqttClient } from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../until.ts'
import { GateStand } from '../gate-stand.ts'

const topic = 'cong01/coi/set'
let stand: GateStand
let ear: MqttClient
const heard: string[] = []
beforeAll(async () => {
  stand = await GateStand.start({
    gate: { alarm: { topic, on: 'ON', off: 'OFF', player: 'aplay', seconds: 1 } }
  })
  ear = await mqtt.connectAsync(stand.localUrl, { protocolVersion: 5 })
  ear.on('message', (_topic, payload) => heard.push(String(payload)))
  await ear.subscribeAsync(topic, { qos: 1 })
})
afterAll(async () => {
  await ear.endAsync(true)
  await stand.stop()
})

test('an alarm’s CLOSE sounds the siren, which is silent again after its time', async () => {
  const phone = await stand.phone()
  await phone.hears(await phone.ask('CLOSE', { alarm: true }), 'completed')
  await until(() => heard.includes('OFF'))
  expect(heard).toEqual(['ON', 'OFF'])
})

test('an agent that starts anew silences it first', async () => {
  heard.length = 0
  await stand.stopAgent()
  stand.startAgent()
  await stand.ready()
  await until(() => heard.length > 0)
  expect(heard).toEqual(['OFF'])
})
