import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt, { type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readAgentConfig } from '../../../gate-agent/agent-config.ts'
import { checkStrangers } from '../../../gate-agent/self-test/brokers.ts'
import { checkContact } from '../../../gate-agent/self-test/contact.ts'
import { checkController } from '../../../gate-agent/self-test/controller.ts'
import { selfTestMain } from '../../../gate-agent/self-test/self-test.ts'
import { startMosquitto, type Mosquitto } from '../../broker/brokers.ts'

let broker: Mosquitto
let controller: MqttClient
const folder = mkdtempSync(join(tmpdir(), 'contact-'))
const url = () => `mqtt://127.0.0.1:${broker.tcp}`
beforeAll(async () => {
  broker = await startMosquitto()
  controller = await mqtt.connectAsync(url())
  await controller.subscribeAsync('cmnd/cong01/+', { qos: 1 })
})
afterAll(async () => {
  await controller.endAsync()
  await broker.stop()
  rmSync(folder, { recursive: true })
})
afterEach(() => controller.removeAllListeners('message'))

function gate(mapping: object) {
  const file = join(folder, 'agent.json')
  const config = { broker: { url: url() }, dialect: 'mqtt', mapping }
  writeFileSync(
    file,
    JSON.stringify({
      server: 'https://127.0.0.1:1',
      dataDir: folder,
      account: 'may-cong',
      unit: 'xa-thu',
      gates: [{ gate: 'cong-1b', controller: config, travelSeconds: 18 }]
    })
  )
  return readAgentConfig(file).gates[0]!
}
const button = () => gate({ preset: 'tasmota-button', topic: 'cong01' })

/** The controller answers what it is asked; returns what it was told. */
function answering(contact: string): string[] {
  const told: string[] = []
  controller.on('message', (topic, payload) => {
    told.push(topic)
    if (topic !== 'cmnd/cong01/Status') return
    expect(String(payload)).toBe('10')
    controller.publish('stat/cong01/STATUS10', JSON.stringify({ StatusSNS: { Switch1: contact } }))
  })
  return told
}

test('a contact that answers says how it stands, and nothing is pressed', async () => {
  const told = answering('ON')
  expect(await checkContact(button(), 20_000)).toEqual({
    state: 'good',
    says: 'cong-1b: công tắc từ ở đầu đóng có tiếng, đang khép.'
  })
  expect(new Set(told)).toEqual(new Set(['cmnd/cong01/Status']))
})

test('the self-test of the whole machine tries it', async () => {
  answering('OFF')
  button()
  const lines: string[] = []
  await selfTestMain(join(folder, 'agent.json'), (line) => lines.push(line))
  expect(lines).toContain('✔ cong-1b: công tắc từ ở đầu đóng có tiếng, đang hở.')
})

test('one in other words than those that were mapped', async () => {
  answering('CLOSED')
  const found = await checkContact(button(), 20_000)
  expect([found.state, found.says]).toEqual(['bad', expect.stringContaining('nói “CLOSED”')])
})

test('one that never speaks: though it is asked, or because nobody can ask it', async () => {
  expect(await checkContact(button(), 300)).toMatchObject({
    state: 'bad',
    says: expect.stringContaining('không nói gì khi được hỏi') as string
  })
  const zigbee = gate({ preset: 'zigbee-garage', topic: 'zigbee2mqtt/cong01' })
  expect(await checkContact(zigbee, 300)).toMatchObject({
    state: 'unsure',
    says: expect.stringContaining('chưa nói gì. Nếu nó chỉ báo khi đổi') as string
  })
})

test('what the broker has kept is no word of it', async () => {
  const stored = (payload: string) =>
    controller.publishAsync('tele/cong01/SENSOR', payload, { qos: 1, retain: true })
  await stored('{"Switch1":"ON"}')
  expect(await checkContact(button(), 300)).toMatchObject({
    state: 'unsure',
    says: expect.stringContaining('tin cũ broker còn giữ') as string
  })
  await stored('')
})

test('a gate that calculates where it is: the installer is told what is missing', async () => {
  const relays = gate({
    preset: 'tasmota-relays',
    topic: 'cong01',
    contacts: null,
    ask: null,
    availability: null
  })
  const speaking = setInterval(() => controller.publish('stat/cong01/POWER2', 'ON'), 50)
  const found = await checkController(relays, 20_000)
  clearInterval(speaking)
  expect([found.state, found.says]).toEqual([
    'unsure',
    expect.stringContaining('app sẽ không nói chắc “đã đóng”')
  ])
})

test('a broker that lets in whoever comes is named', async () => {
  const found = await checkStrangers('cong-1b: broker tại cổng', {
    url: url(),
    username: 'may',
    password: 'x'
  })
  expect(found).toMatchObject({
    state: 'bad',
    says: expect.stringContaining('allow_anonymous false') as string
  })
})
