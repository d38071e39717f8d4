import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt, { type MqttClient } from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import type { Proposal } from '#lib/domain/gates/contract/survey/proposal.ts'
import type { HeardReply } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import type { AgentConfig } from '../../../gate-agent/agent-config.ts'
import { setupAtGate } from '../../../gate-agent/gate-setup.ts'
import { startMosquitto } from '../../broker/brokers.ts'
import { until } from '../../until.ts'
import { GateStand, gateId, unit } from '../gate-stand.ts'
import { TestPhone } from '../phone.ts'

type GateSettings = AgentConfig['gates'][number]
const otherId = 'cong-khac'
let ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.reverse()) await end()
  ends = []
})

/** Two gates of one machine, both of which leave their controller to a phone that stands there. */
async function twoGates() {
  const beside = await startMosquitto()
  const dataDir = mkdtempSync(join(tmpdir(), 'chosen-'))
  const broker = { url: `mqtt://localhost:${beside.tcp}` }
  const gates = [gateId, otherId].map((gate) => ({ gate, controller: { broker } }) as GateSettings)
  const [gate, other] = gates.map((one) => setupAtGate(one, { dataDir, gates }))
  const stand = await GateStand.start({ beside, lan: true, folder: dataDir, gate: gate!, others: [other!] })
  const { device } = await stand.phone()
  const near = await TestPhone.connect(stand.localUrl, { unit, agent: stand.key, now: stand.now, device })
  const iot = await mqtt.connectAsync(stand.localUrl, { protocolVersion: 5 })
  ends.push(
    () => stand.stop(),
    () => near.leave(),
    () => iot.endAsync(true)
  )
  const stateOf = (id: string) => near.states.findLast(({ gate }) => gate === id)
  await until(() => [gateId, otherId].every((id) => stateOf(id) !== undefined))
  return { near, iot, stateOf }
}

/** A device under that name announces a cover that is driven at this topic. */
async function announces(iot: MqttClient, name: string, command_topic: string) {
  const topics = { state_topic: `${name}/state`, availability_topic: `${name}/status` }
  const config = JSON.stringify({ command_topic, ...topics, device: { identifiers: [name] } })
  await iot.publishAsync(`homeassistant/cover/${name}/cua/config`, config, { qos: 1, retain: true })
}
/** It comes online, and says that its gate is open. */
async function speaks(iot: MqttClient, name: string) {
  await iot.publishAsync(`${name}/status`, 'online', { qos: 1, retain: true })
  await iot.publishAsync(`${name}/state`, 'open', { qos: 1 })
}

async function tries(phone: TestPhone, proposal: Proposal, gate?: string): Promise<string> {
  const reply = await phone.surveyed({ survey: 'try', proposal }, gate)
  return reply.survey === 'refused' ? reply.refusal.code : reply.survey
}
const found = async (phone: TestPhone, gate?: string) =>
  ((await phone.surveyed({ survey: 'hear' }, gate)) as HeardReply).found.map(({ id }) => id)

test('what drives another gate, if only on trial and under another name, is neither offered nor tried', async () => {
  const { near, iot, stateOf } = await twoGates()
  await announces(iot, 'cong02', 'cong02/cover/cua/command')
  await announces(iot, 'gia', 'cong02/cover/cua/command')
  await until(async () => (await found(near)).length === 3)
  expect(await tries(near, { kind: 'home-assistant', id: 'cong02/cua' }, otherId)).toBe('trying')
  await until(async () => {
    await speaks(iot, 'cong02')
    return stateOf(otherId)?.motion === 'open'
  })
  expect(await found(near)).toEqual(['cong01/cua'])
  expect(await tries(near, { kind: 'esphome-buttons', topic: 'cong02' })).toBe('TAKEN')
  expect(await tries(near, { kind: 'esphome', id: 'cong02/cua', topic: 'cong02' })).toBe('TAKEN')
  expect(await tries(near, { kind: 'home-assistant', id: 'gia/cua' })).toBe('TAKEN')
  expect(await tries(near, { kind: 'home-assistant', id: 'cong01/cua' })).toBe('trying')
})

test('what a discovered gate drives is no mapped gate’s, nor the other way round', async () => {
  const { near, iot } = await twoGates()
  await announces(iot, 'gia', 'cmnd/cong02/POWER1')
  await until(async () => (await found(near)).includes('gia/cua'))
  const button = { kind: 'tasmota-button', topic: 'cong02', travelSeconds: 9 }
  expect(await tries(near, button, otherId)).toBe('trying')
  expect(await found(near)).not.toContain('gia/cua')
  expect(await tries(near, { kind: 'home-assistant', id: 'gia/cua' })).toBe('TAKEN')
})

test('an announcement that comes later and leads to another gate’s relay is not followed, and people hear of it', async () => {
  const { near, iot, stateOf } = await twoGates()
  const orders: string[] = []
  iot.on('message', (topic) => orders.push(topic))
  await iot.subscribeAsync('cmnd/cong02/#', { qos: 1 })
  const button = { kind: 'tasmota-button', topic: 'cong02', travelSeconds: 9 }
  expect(await tries(near, button, otherId)).toBe('trying')
  const later = { kind: 'home-assistant', id: 'gia/cua' } as const
  const trying = await near.surveyed({ survey: 'try', proposal: later })
  await announces(iot, 'gia', 'cmnd/cong02/POWER1')
  await speaks(iot, 'gia')
  await until(() => stateOf(gateId)?.warnings?.includes('controller-taken') === true)
  await near.hears(await near.ask('CLOSE'), 'DEVICE_OFFLINE')
  const { digest } = trying as { digest: string }
  expect(await near.surveyed({ survey: 'keep', digest })).toMatchObject({ refusal: { code: 'NOT_HEARD' } })
  const moved = orders.filter((topic) => topic.endsWith('POWER1'))
  expect(moved).toEqual([])
})
