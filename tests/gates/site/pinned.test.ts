import { join } from 'node:path'
import mqtt, { type MqttClient } from 'mqtt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acceptController } from '../../../gate-agent/accept.ts'
import { newsLines } from '../../../gate-agent/controller-news.ts'
import { AcceptedFiles } from '../../../gate-agent/shell/accepted-file.ts'
import { until } from '../../until.ts'
import { gateId, GateStand } from '../gate-stand.ts'
import { makes } from '../makes.ts'
import type { TestPhone } from '../phone.ts'

const own = { ids: ['cong01'] }
const cover = {
  '~': 'cong01',
  uniq_id: 'cong01_cua',
  cmd_t: '~/set',
  stat_t: '~/state',
  pos_t: '~/position',
  avty_t: '~/status',
  dev: own
}
const single = 'homeassistant/cover/cong01/cua/config'
const elsewhere = { '~': 'cong02', cmd_t: '~/set', stat_t: '~/state', avty_t: '~/status', p: 'cover' }

/** Could be announced by anybody who may write at the site's broker; with what an agent without memory would make of it. */
const hijacks: [name: string, topic: string, say: unknown][] = [
  [
    'another form of discovery leads its commands to the gate beside it',
    'homeassistant/device/cong01/config',
    { dev: own, o: { name: 'x' }, cmps: { cua: { ...elsewhere, uniq_id: 'cong01_cua' } } }
  ],
  ['its words are swapped', single, { ...cover, pl_open: 'CLOSE', pl_cls: 'OPEN' }],
  ['any message tells its state', single, { ...cover, stat_t: '#' }],
  [
    'a sensor of another device sees an obstacle',
    'homeassistant/binary_sensor/la/vat-can/config',
    { name: 'Vật cản', uniq_id: 'la', stat_t: 'la/vat-can', dev: own }
  ],
  ['it is removed', single, '']
]

let stand: GateStand
let phone: TestPhone
let stranger: MqttClient
const files = () => new AcceptedFiles(join(stand.folder, gateId))
const tells = (what: string) => stand.news.some(({ news }) => news === what)

beforeEach(async () => {
  stand = await GateStand.start()
  phone = await stand.phone()
  stranger = await mqtt.connectAsync(stand.localUrl)
  await until(() => tells('first-use'))
})
afterEach(async () => {
  await stranger.endAsync(true)
  await stand.stop()
})

async function announce(topic: string, say: unknown) {
  const payload = typeof say === 'string' ? say : JSON.stringify(say)
  await stranger.publishAsync(topic, payload, { qos: 1, retain: true })
}

test.each(hijacks)(
  '%s: the gate stays as it was accepted, and people hear of it',
  async (name, topic, say) => {
    const strange: string[] = []
    stranger.on('message', (_topic, payload) => strange.push(String(payload)))
    await stranger.subscribeAsync('cong02/set', { qos: 1 })
    await announce(topic, say)
    if (name.startsWith('a sensor')) await announce('la/vat-can', 'ON')
    // A refused description is no description.
    const isRefused = name.startsWith('any message')
    if (isRefused) await until(() => stand.troubles.some((trouble) => trouble.includes('bad-topic')))
    else {
      await until(() => stand.alerts.includes('controller-warned'))
      expect(tells(say === '' ? 'removed' : 'differs')).toBe(true)
    }
    await phone.hears(await phone.ask('CLOSE'), 'completed')
    await until(() => phone.state?.motion === 'closed')
    expect(phone.state?.obstructed).not.toBe(true)
    // It lies there when the agent starts again, too.
    await stand.stopAgent()
    stand.startAgent()
    await stand.ready()
    await phone.hears(await phone.ask('OPEN'), 'completed')
    expect(await stand.orderedInAll()).toEqual(['CLOSE', 'OPEN'])
    expect(strange).toEqual([])
  }
)

test('what differs is told in words, and counts once an operator accepts it by its digest; then nothing else does', async () => {
  // The controller is off, so that it does not announce itself as before when it is asked.
  await stand.gate.cutPower()
  const moved = { ...cover, cmd_t: 'cong01/lenh' }
  await announce(single, moved)
  await until(() => tells('differs'))
  const news = stand.news.find(({ news }) => news === 'differs')!
  expect(newsLines(gateId, news)).toContain('  nơi nhận lệnh: cong01/set → cong01/lenh')
  const config = { dataDir: stand.folder, gates: [{ gate: gateId, controller: controllerOf() }] } as never
  const said: string[] = []
  acceptController(config, gateId, undefined, (line) => said.push(line))
  expect(said).toContain('  nơi nhận lệnh: cong01/set → cong01/lenh')
  expect(() => acceptController(config, gateId, '0123456789abcdef', () => {})).toThrow('không khớp')
  expect(files().accepted?.by).toBe('first-use')
  const orders: string[] = []
  stranger.on('message', (_topic, payload) => orders.push(String(payload)))
  await stranger.subscribeAsync('cong01/lenh', { qos: 1 })
  acceptController(config, gateId, files().announced!.digest, () => {})
  await until(() => phone.state && !phone.state.warnings)
  await announce('cong01/status', 'online')
  await until(() => phone.state?.deviceOnline)
  await phone.ask('CLOSE')
  await until(() => orders.length > 0)
  expect(orders).toEqual(['CLOSE'])
  expect(files()).toMatchObject({ accepted: { by: 'operator' }, announced: null })
})

function controllerOf() {
  const { dialect, id } = makes[0]!
  return { broker: { url: stand.localUrl }, dialect, id }
}

test('a controller that announces itself as before ends the alarm', async () => {
  await announce(single, { ...cover, pl_cls: 'OPEN' })
  await until(() => phone.state?.warnings?.includes('discovery-differs'))
  await stand.gate.cutPower()
  await stand.gate.restorePower()
  await until(() => phone.state?.deviceOnline && !phone.state.warnings)
  expect(files().announced).toBe(null)
})
