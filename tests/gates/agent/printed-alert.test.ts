import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AgentConfig } from '../../../gate-agent/agent-config.ts'
import { runAgent } from '../../../gate-agent/main.ts'
import { startMosquitto, type Mosquitto } from '../../broker/brokers.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'
import { approvedKey } from './approved-key.ts'

let local: Mosquitto
let stack: TestStack
const folder = mkdtempSync(join(tmpdir(), 'printed-'))
beforeAll(async () => {
  local = await startMosquitto()
  stack = await startTestStack()
})
afterAll(async () => {
  await stack.stop()
  await local.stop()
  rmSync(folder, { recursive: true })
})

test('an alert is printed as a sentence, as everything else that the agent says', async () => {
  const { name } = await stack.account('agent')
  await approvedKey(stack, name, folder)
  await stack.motorGates('cong-1b')
  const url = `mqtt://127.0.0.1:${local.tcp}`
  const power = { topic: 'cong01/dien', mains: 'mains', battery: 'battery', capacityMinutes: 35 }
  const config = {
    server: stack.url,
    account: name,
    unit: stack.unit,
    label: 'Máy tại cổng',
    dataDir: folder,
    clock: true,
    listen: '127.0.0.1:0',
    publicUrl: '',
    gates: [
      { gate: 'cong-1b', controller: { broker: { url }, dialect: 'home-assistant', id: 'cong01/cua' }, power }
    ]
  } as AgentConfig
  const said: string[] = []
  const agent = runAgent(config, (line) => said.push(line))
  await until(() => said.includes('cong-1b: máy này điều khiển.'))
  const client = await mqtt.connectAsync(url)
  await client.publishAsync('cong01/dien', 'mains', { retain: true })
  await client.publishAsync('cong01/dien', 'battery', { retain: true })
  await until(() => said.some((line) => line.includes('mất điện')))
  expect(said).toContain('cong-1b: mất điện, bình còn 35 phút.')
  await client.endAsync()
  await agent.stop()
})
