import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, describe, expect, test } from 'vitest'
import { readAgentConfig } from '../../../gate-agent/agent-config.ts'
import { checkContact } from '../../../gate-agent/self-test/contact.ts'
import { checkController } from '../../../gate-agent/self-test/controller.ts'
import { findingLine } from '../../../gate-agent/self-test/finding.ts'
import { simulatedShelly } from '../../../gate-agent/simulator/controllers/shelly.ts'
import { SimulatedGate } from '../../../gate-agent/simulator/simulated-gate.ts'
import { startMosquitto } from '../../broker/brokers.ts'
import { patientMs } from '../../patient-time.ts'
import { mappedMakes } from '../mapped/mapped-makes.ts'
import { makes, type Make } from '../makes.ts'

const docs = 'docs/gate-installer'
const folder = mkdtempSync(join(tmpdir(), 'set-ups-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The controller that each set-up describes, as it is simulated. */
const simulated: Readonly<Record<string, () => Make>> = {
  'tasmota-shutter': () => made('tasmota'),
  'esphome-feedback': () => made('esphome'),
  'shelly-2pm': () => ({ ...made('shelly'), controller: simulatedShelly('shellyplus2pm-a8032abb1540') }),
  'zigbee-ts130f': () => made('zigbee2mqtt'),
  'one-button': () => mappedMakes['tasmota-button']!().make
}
const made = (dialect: string) => makes.find((make) => make.dialect === dialect)!

interface GateBlock {
  controller: { broker: object }
}

/** Reads the fenced blocks of a language in a document. */
const blocks = (text: string, language: string) =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, named]) => named === language)
    .map(([, , body]) => body!)

/** Reads blocks as gates of one agent each. @throws as the agent does */
function gates(text: string, broker: object = {}) {
  return blocks(text, 'json').map((block) => {
    const gate = JSON.parse(block) as GateBlock
    const path = join(folder, 'agent.json')
    Object.assign(gate.controller.broker, broker)
    const settings = { server: 'https://antt.example.vn', account: 'may-cong', unit: 'xa-thu', gates: [gate] }
    writeFileSync(path, JSON.stringify(settings))
    return readAgentConfig(path).gates[0]!
  })
}

test('each set-up has its document, which names all that an installer needs, and is linked', () => {
  const files = readdirSync(docs).map((file) => file.replace('.md', ''))
  expect(files.sort()).toEqual(Object.keys(simulated).sort())
  const overview = readFileSync('docs/gate-installer.md', 'utf8')
  for (const file of files) expect(overview).toContain(`(gate-installer/${file}.md)`)
})

describe.each(Object.keys(simulated))('%s', (name) => {
  const text = readFileSync(join(docs, `${name}.md`), 'utf8')

  test('has what to buy, wires, settings and what to see', () => {
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
      'What to buy',
      'Wires',
      'On the controller',
      'agent.json',
      'What to see'
    ])
    expect(text).toContain('◇')
  })

  test('every block of agent.json is taken by the agent', () => {
    expect(gates(text).length).toBeGreaterThan(0)
  })

  test('its first block finds the controller, and --check says what stands there', async () => {
    const broker = await startMosquitto()
    const url = `mqtt://127.0.0.1:${broker.tcp}`
    const { controller, announced = [] } = simulated[name]!()
    const said = await mqtt.connectAsync(url)
    for (const { topic, payload } of announced)
      await said.publishAsync(topic, payload, { qos: 1, retain: true })
    const gate = await SimulatedGate.start({ url, controller, travelMs: 1_000, position: 0, now: patientMs })
    const [config] = gates(text, { url })
    const findings = [await checkController(config!, 30_000)]
    if (config!.controller.mapping) findings.push(await checkContact(config!, 30_000))
    const seen = blocks(text, '').at(-1)!
    expect(findings.map(findingLine)).toEqual(seen.trim().split('\n'))
    await gate.stop()
    await said.endAsync()
    await broker.stop()
  })
})
