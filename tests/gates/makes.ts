import { firstSaid } from '../../gate-agent/adapters/golden/born.ts'
import type { DialectName, Setting } from '../../gate-agent/adapters/dialects.ts'
import type { GateMapping } from '../../gate-agent/adapters/mqtt/mapping.ts'
import type { Controller } from '../../gate-agent/simulator/controllers/controller.ts'
import { simulatedEsphome } from '../../gate-agent/simulator/controllers/esphome.ts'
import { simulatedHomeAssistant } from '../../gate-agent/simulator/controllers/home-assistant.ts'
import { simulatedShelly } from '../../gate-agent/simulator/controllers/shelly.ts'
import { simulatedTasmota } from '../../gate-agent/simulator/controllers/tasmota.ts'
import { simulatedZigbee2mqtt } from '../../gate-agent/simulator/controllers/zigbee2mqtt.ts'

/** A make of controller: as the agent is told of it, and as it is. */
export interface Make {
  dialect: DialectName
  id: string
  prefix?: string
  setting?: Setting
  /** Where the operator describes the gate. */
  mapping?: GateMapping
  controller: Controller
  /** What lies at the broker beside what it says itself. */
  announced?: { topic: string; payload: string }[]
  /** What it lacks, by the codes of its dialect. */
  warnings?: string[]
  /** Where its orders come in, one word each. */
  orders?: string
}

const tasmotaConfig = { ...(firstSaid('tasmota/one-shutter.json') as object), t: 'cong01' }
const [, listed] = firstSaid('zigbee2mqtt/moving.json') as object[]

/** Returns a cover behind a zigbee2mqtt with that base topic. */
export const zigbeeCover = (bridge = 'zigbee2mqtt'): Make => ({
  dialect: 'zigbee2mqtt',
  id: '0xa4c1389f2c1b77d0',
  warnings: ['presence-is-slow'],
  controller: simulatedZigbee2mqtt('cong01', bridge),
  announced: [
    {
      topic: `${bridge}/bridge/devices`,
      payload: JSON.stringify([{ ...listed, friendly_name: 'cong01' }])
    }
  ]
})

export const makes: Make[] = [
  {
    dialect: 'home-assistant',
    id: 'cong01/cua',
    controller: simulatedHomeAssistant('cong01'),
    orders: 'cong01/set'
  },
  { dialect: 'esphome', id: 'cong01/cua_cuon', prefix: 'cong01', controller: simulatedEsphome('cong01') },
  {
    dialect: 'tasmota',
    id: 'D8F15B7E0CB4/1',
    controller: simulatedTasmota('cong01'),
    announced: [{ topic: 'tasmota/discovery/D8F15B7E0CB4/config', payload: JSON.stringify(tasmotaConfig) }]
  },
  {
    dialect: 'shelly',
    id: 'cong01/cover:0',
    prefix: 'cong01',
    setting: { device: 'cong01' },
    controller: simulatedShelly('cong01')
  },
  zigbeeCover()
]
