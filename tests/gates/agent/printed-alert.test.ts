import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AgentConfig } from '../../../gate-agent/agent-config.ts'
import { runAgent } from '../../../gate-agent/main.ts'
import { startMosquitto, type Mosquitto } from '../../broker/brokers.ts'
import { until } from '../../until.ts'

let local: Mosquitto
const folder = mkdtempSync(join(tmpdir(), 'printed-'))
beforeAll(async () => void (local = await startMosquitto()))
afterAll(async () => {
  await local.stop()
  rmSync(folder, { recursive: true })
})

test('an alert is printed as a sentence, as everything else that the agent says', async () => {
  const url = `mqtt://127.0.0.1:${local.tcp}`
  const power = { topic: 'cong01/dien', mains: 'mains', battery: 'battery', capacityMinutes: 35 }
  const config = {
    server: 'http://127.0.0.1:9',
    account: 'ph-may-cong1b',
    unit: 'xa-thu',
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
  const client = await mqtt.connectAsync(url)
  await client.publishAsync('cong01/dien', 'mains', { retain: true })
  await client.publishAsync('cong01/dien', 'battery', { retain: true })
  await until(() => said.some((line) => line.includes('mất điện')))
  expect(said).toContain('cong-1b: mất điện, bình còn 35 phút.')
  await client.endAsync()
  await agent.stop()
})
