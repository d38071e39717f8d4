import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GateConfig } from '../agent-config.ts'
import { setupAtGate } from '../gate-setup.ts'
import { dialectOf } from '../adapters/dialects.ts'
import { firstSaid } from '../adapters/golden/born.ts'
import { acceptedPath, AcceptedFiles } from '../shell/accepted-file.ts'

let dataDir: string
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'taken-'))))
afterEach(() => rmSync(dataDir, { recursive: true }))

const broker = { url: 'mqtt://127.0.0.1:1' }
/** A gate that is chosen at the gate, beside one that the file describes. */
function beside(other: object, at = broker) {
  const given = (gate: string, controller: object) =>
    v.parse(GateConfig, { gate, controller, travelSeconds: 9 })
  const gate = given('cong-1', { broker })
  const gates = [gate, given('cong-2', { broker: at, ...other })]
  return setupAtGate(gate, { dataDir, gates }).atGate!
}
/** The other gate's controller announced itself so, which was accepted. */
const accepted = (topic: string, said: unknown) =>
  new AcceptedFiles(acceptedPath(dataDir, 'cong-2', false)).accept(
    { messages: [{ topic, payload: JSON.stringify(said) }], digest: '' },
    'first-use'
  )

const mapped = (preset: string, topic: string) => ({ dialect: 'mqtt', mapping: { preset, topic } })
const announcedAt = (cmd_t: string) => ({ cmd_t, stat_t: 'x', dev: { ids: ['x'] } })
const [, listed] = firstSaid('zigbee2mqtt/moving.json') as object[]
const z2m = { dialect: 'zigbee2mqtt', id: '0xa4c1389f2c1b77d0' }
const tasmota = { dialect: 'tasmota', id: 'D8F15B7E0CB4/1' }

test.each([
  [
    'one announced under a name, by that name',
    { dialect: 'home-assistant', id: 'cong02/cua' },
    { kind: 'esphome', id: 'cong02/cua', topic: 'cong02' }
  ],
  [
    'relays, by the button of one of them',
    mapped('tasmota-relays', 'a'),
    { kind: 'tasmota-button', topic: 'a', travelSeconds: 9 }
  ],
  [
    'a cover, by buttons of its device',
    { dialect: 'esphome', id: 'a/cua', prefix: 'a' },
    { kind: 'esphome-buttons', topic: 'a' }
  ],
  [
    'a Zigbee module that was not listed yet',
    z2m,
    { kind: 'zigbee-garage', topic: 'zigbee2mqtt/cong02', travelSeconds: 9 }
  ]
])('another gate’s controller is taken under another kind: %s', (_, other, proposal) => {
  expect(beside(other).setupFor(proposal, null)).toEqual({ code: 'TAKEN' })
  const elsewhere = beside(other, { url: 'mqtt://127.0.0.1:2' })
  expect(elsewhere.setupFor(proposal, null)).toHaveProperty('setup')
})

test.each([
  [
    'a cover',
    { dialect: 'home-assistant', id: 'ten-khac/cua' },
    'homeassistant/cover/ten-khac/cua/config',
    announcedAt('cong02/1/set'),
    'openbeken-relays',
    'cong02'
  ],
  [
    'a shutter',
    tasmota,
    'tasmota/discovery/D8F15B7E0CB4/config',
    firstSaid('tasmota/one-shutter.json'),
    'tasmota-relays',
    'cong1b'
  ],
  [
    'a Zigbee cover',
    z2m,
    'zigbee2mqtt/bridge/devices',
    [{ ...listed, friendly_name: 'cong02' }],
    'zigbee-garage',
    'zigbee2mqtt/cong02'
  ]
])('%s leads where it announced, so that another of its make is free', (_, other, topic, said, kind, at) => {
  accepted(topic, said)
  const setupFor = (topic: string) => beside(other).setupFor({ kind, topic, travelSeconds: 9 }, null)
  expect(setupFor(at)).toEqual({ code: 'TAKEN' })
  expect(setupFor(`${at}x`)).toHaveProperty('setup')
})

test('an announcement under a new name that leads to another gate’s controller is neither tried nor offered', () => {
  const found = (topic: string) =>
    dialectOf('home-assistant').relays(
      'gia/cua',
      (
        dialectOf('home-assistant').discover({
          topic: 'homeassistant/cover/gia/cua/config',
          payload: JSON.stringify(announcedAt(topic)),
          retain: true,
          at: 0
        })[0] as never as { state: never }
      ).state
    )
  const atGate = beside(mapped('tasmota-button', 'cong02'))
  const proposal = { kind: 'home-assistant', id: 'gia/cua' }
  const isTaken = atGate.takenNow()
  for (const [topic, taken] of [
    ['cmnd/cong02/POWER1', true],
    ['cmnd/cong02/Backlog', true],
    ['gia/set', false]
  ] as const) {
    expect(isTaken('home-assistant', 'gia/cua', found(topic))).toBe(taken)
    expect('code' in atGate.setupFor(proposal, found(topic))).toBe(taken)
  }
})
