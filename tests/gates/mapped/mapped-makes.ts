import * as v from 'valibot'
import { Mapping } from '../../../gate-agent/adapters/mqtt/mapping.ts'
import { expanded } from '../../../gate-agent/adapters/mqtt/presets.ts'
import type { Relays } from '../../../gate-agent/simulator/controllers/mapped/relays.ts'
import {
  simulatedEsphomeButtons,
  simulatedEsphomeSwitches
} from '../../../gate-agent/simulator/controllers/mapped/esphome-switches.ts'
import { simulatedOpenbeken } from '../../../gate-agent/simulator/controllers/mapped/openbeken.ts'
import { simulatedOpengarage } from '../../../gate-agent/simulator/controllers/mapped/opengarage.ts'
import { simulatedRatgdo } from '../../../gate-agent/simulator/controllers/mapped/ratgdo.ts'
import {
  simulatedTasmotaButton,
  simulatedTasmotaRelays
} from '../../../gate-agent/simulator/controllers/mapped/tasmota-relays.ts'
import { simulatedZigbeeGarage } from '../../../gate-agent/simulator/controllers/mapped/zigbee-garage.ts'
import type { Make } from '../makes.ts'

/** A gate that its operator mapped by a preset. */
export interface MappedMake {
  preset: string
  make: Make
  /** Its relays, where it has any that must not stay on. */
  relays?: Relays
  /** Whether one button opens, stops and closes by turns. */
  byTurns?: true
  /** Whether it can be stopped in each direction. */
  stops: readonly ('OPEN' | 'CLOSE')[]
}

/** Reads a mapping as the agent's configuration does. */
export const mapping = (given: object) =>
  v.parse(v.pipe(v.record(v.string(), v.unknown()), expanded, Mapping), given)

const made = (preset: string, controller: Make['controller'], orders: string): Make => ({
  dialect: 'mqtt',
  id: 'cong-1b',
  mapping: mapping({ preset, topic: 'cong01' }),
  controller,
  orders
})

/** Each preset with a controller of its kind, made anew: relays and openers remember. */
export const mappedMakes: Readonly<Record<string, () => MappedMake>> = {
  'tasmota-relays'() {
    const { controller, relays } = simulatedTasmotaRelays('cong01')
    const make = made('tasmota-relays', controller, 'cmnd/cong01/+')
    return { preset: 'tasmota-relays', make, relays, stops: ['OPEN', 'CLOSE'] }
  },
  'tasmota-button'() {
    const { controller, relays } = simulatedTasmotaButton('cong01')
    const make = made('tasmota-button', controller, 'cmnd/cong01/+')
    return { preset: 'tasmota-button', make, relays, byTurns: true, stops: ['OPEN', 'CLOSE'] }
  },
  'esphome-switches'() {
    const { controller, relays } = simulatedEsphomeSwitches('cong01')
    const make = made('esphome-switches', controller, 'cong01/switch/+/command')
    return { preset: 'esphome-switches', make, relays, stops: ['OPEN', 'CLOSE'] }
  },
  'esphome-buttons': () => ({
    preset: 'esphome-buttons',
    make: made('esphome-buttons', simulatedEsphomeButtons('cong01'), 'cong01/button/+/command'),
    stops: ['OPEN', 'CLOSE']
  }),
  'openbeken-relays'() {
    const { controller, relays } = simulatedOpenbeken('cong01')
    const make = made('openbeken-relays', controller, 'cong01/+/set')
    return { preset: 'openbeken-relays', make, relays, stops: ['OPEN', 'CLOSE'] }
  },
  ratgdo: () => ({
    preset: 'ratgdo',
    make: made('ratgdo', simulatedRatgdo('cong01'), 'cong01/command/door'),
    stops: ['OPEN', 'CLOSE']
  }),
  opengarage: () => ({
    preset: 'opengarage',
    make: made('opengarage', simulatedOpengarage('cong01').controller, 'cong01/IN/STATE'),
    byTurns: true,
    stops: []
  }),
  'zigbee-garage': () => ({
    preset: 'zigbee-garage',
    make: made('zigbee-garage', simulatedZigbeeGarage('cong01').controller, 'cong01/set'),
    byTurns: true,
    stops: ['OPEN']
  })
}
