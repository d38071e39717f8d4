import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acceptMain } from '../accept.ts'
import { AgentStartProblem, readAgentConfig } from '../agent-config.ts'
import { runAgent } from '../main.ts'
import { selfTestMain } from '../self-test/self-test.ts'
import { acceptedPath, AcceptedFiles } from '../shell/accepted-file.ts'
import { chooseAt } from '../survey/chosen-controller.ts'
import { brokerAddress } from './broker-address.ts'
import { refuseSharedRelays } from './kept-relays.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'relays-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const url = 'mqtt://127.0.0.1:1'
/** A machine of which the file says this of each gate's controller. */
function machine(...controllers: object[]) {
  const gates = controllers.map((controller, at) => ({
    gate: `cong-${at + 1}`,
    controller: { broker: { url }, ...controller },
    travelSeconds: 9
  }))
  const config = { server: 'https://antt.example', account: 'may', unit: 'xa-thu', dataDir: folder, gates }
  const path = join(folder, 'agent.json')
  writeFileSync(path, JSON.stringify(config))
  return { path, config: readAgentConfig(path) }
}
const mapped = (preset: string, topic: string, more: object = {}) => ({
  dialect: 'mqtt',
  mapping: { preset, topic, ...more }
})
const discovered = (id: string) => ({ dialect: 'home-assistant', id })
const accepts = (gate: string, command: string, trial = false) =>
  new AcceptedFiles(acceptedPath(folder, gate, trial)).accept(announced(gate, command), 'operator')
const announced = (name: string, cmd_t: string) => ({
  messages: [
    {
      topic: `homeassistant/cover/${name}/cua/config`,
      payload: JSON.stringify({ cmd_t, stat_t: `${name}/state`, dev: { ids: [name] } })
    }
  ],
  digest: '0'.repeat(16)
})
const relays = { topic: 'cong01' }

const shared: [name: string, one: object, other: object][] = [
  ['one mapping twice', mapped('ratgdo', 'a'), mapped('ratgdo', 'a')],
  ['a relay under its two names', mapped('tasmota-relays', 'a'), mapped('tasmota-button', 'a')],
  ['one announced gate twice', discovered('a/cua'), discovered('a/cua')],
  [
    'two spellings of the broker',
    mapped('ratgdo', 'a'),
    { ...mapped('ratgdo', 'a'), broker: { url: 'mqtt://LocalHost:1/' } }
  ]
]
test.each(shared)('a machine with %s for two gates does not start, and says which', async (_, one, other) => {
  const { path, config } = machine(one, other)
  const words =
    'Cổng cong-1 và cổng cong-2 cùng một bộ điều khiển, lệnh cho cổng này sẽ chạy cổng kia: sửa mục “controller” của một cổng, rồi chạy lại.'
  expect(() => runAgent(config, () => {})).toThrow(new AgentStartProblem(words))
  const said: string[] = []
  expect(await selfTestMain(path, (line) => said.push(line))).toBe(1)
  expect(said).toEqual([words])
})

test.each([
  [
    'two relays',
    mapped('tasmota-button', 'a', { relay: 'POWER1' }),
    mapped('tasmota-button', 'a', { relay: 'POWER2' })
  ],
  [
    'two covers of a Shelly',
    { dialect: 'shelly', id: 'a/cover:0', prefix: 'a' },
    { dialect: 'shelly', id: 'a/cover:1', prefix: 'a' }
  ],
  [
    'two shutters of a Tasmota',
    { dialect: 'tasmota', id: 'D8F15B7E0CB4/1' },
    { dialect: 'tasmota', id: 'D8F15B7E0CB4/2' }
  ],
  ['another kind of part', { dialect: 'esphome', id: 'a/cua', prefix: 'a' }, mapped('esphome-buttons', 'a')],
  [
    'the same topics at another broker',
    mapped('ratgdo', 'a'),
    { ...mapped('ratgdo', 'a'), broker: { url: 'mqtt://b' } }
  ]
])('%s of one device are two gates, if the file says so', (_, one, other) => {
  expect(() => refuseSharedRelays(machine(one, other).config)).not.toThrow()
})

test('what was chosen and accepted at the gates counts too', () => {
  const { config } = machine(discovered('cong-1/cua'), {})
  accepts('cong-1', 'cong01/1/set')
  expect(() => refuseSharedRelays(config)).not.toThrow()
  chooseAt(folder, 'cong-2', {
    proposal: { kind: 'openbeken-relays', ...relays },
    by: 'a',
    key: 'k',
    at: 1
  })
  expect(() => refuseSharedRelays(config)).toThrow(
    'hoặc xóa tệp cong-2.chosen.json để chọn lại tại cổng cong-2'
  )
})

test('nobody accepts an announcement that leads to the relay of another gate', () => {
  const { path } = machine(discovered('cong-1/cua'), mapped('openbeken-relays', 'cong01'))
  const files = new AcceptedFiles(acceptedPath(folder, 'cong-1', false))
  files.announce(announced('cong-1', 'cong01/2/set'))
  const said: string[] = []
  expect(acceptMain([path, 'cong-1', '0'.repeat(16)], (line) => said.push(line))).toBe(1)
  expect(said.join()).toContain('sang bộ điều khiển của cong-2')
  expect(files.accepted).toBe(null)
  files.announce(announced('cong-1', 'cong09/2/set'))
  expect(acceptMain([path, 'cong-1', '0'.repeat(16)], () => {})).toBe(0)
})

test('a broker is known by host and port, however its address is spelled', () => {
  const one = (...urls: string[]) => new Set(urls.map(brokerAddress)).size === 1
  expect(one('mqtt://localhost', 'mqtt://127.0.0.1:1883', 'mqtt://[::1]:1883/', 'mqtt://127.1.2.3')).toBe(
    true
  )
  expect(one('mqtts://Cong.vn', 'mqtts://cong.vn.:8883')).toBe(true)
  expect(one('mqtt://a', 'mqtt://b')).toBe(false)
  expect(one('mqtt://a', 'mqtt://a:1884')).toBe(false)
})
