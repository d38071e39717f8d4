import type { Dialect, DialectState, Message } from '../dialect.ts'
import { esphome } from '../esphome.ts'
import { shelly } from '../shelly.ts'
import { tasmota } from '../tasmota.ts'
import { zigbee2mqtt } from '../zigbee2mqtt.ts'
import { firstSaid, gateAfter, message } from './born.ts'

/** A report in terms common to all makes. */
export interface MakeReport {
  word?: 'open' | 'closed' | 'opening' | 'closing' | 'stopped' | 'unknown' | undefined
  /** Percent. */
  position?: number | undefined
  here?: boolean | undefined
}

/** A make of controller with a gate that is online and open, and how this make encodes reports. */
export interface Make {
  dialect: Dialect<DialectState>
  gate: DialectState
  /** Returns no message when this make cannot express the report. */
  says(said: MakeReport): Message[]
  /** Returns almost valid JSON: this make's keys with these values under them. */
  nearly(values: readonly unknown[]): Message[]
}

function make<State extends DialectState>(
  dialect: Dialect<State>,
  id: string,
  first: readonly Message[],
  rest: Pick<Make, 'says' | 'nearly'>
): Make {
  const erased = dialect as unknown as Dialect<DialectState>
  return { dialect: erased, gate: gateAfter(erased, id, first), ...rest }
}

const presence = (here: boolean | undefined, topic: string, [yes, no]: readonly [string, string]) =>
  here === undefined ? [] : [message(topic, here ? yes : no)]

const sh = (position: unknown, direction: unknown) => ({
  Shutter1: { Position: position, Direction: direction }
})
const directions = { opening: 1, closing: -1, stopped: 0, unknown: 5, open: undefined, closed: undefined }

function tasmotaMake(sho: number): Make {
  const config = { ...(firstSaid('tasmota/one-shutter.json') as object), sho: [sho] }
  const percent = (position: number | undefined) =>
    position === undefined || sho === 0 ? position : 100 - position
  const first = [
    message('tasmota/discovery/D8F15B7E0CB4/config', config),
    message('tele/cong1b/LWT', 'Online'),
    message('stat/cong1b/RESULT', sh(percent(100), 0))
  ]
  return make(tasmota(), 'D8F15B7E0CB4/1', first, {
    says({ word, position, here }) {
      const direction = word && directions[word]
      return [
        ...presence(here, 'tele/cong1b/LWT', ['Online', 'Offline']),
        ...(direction === undefined && position === undefined
          ? []
          : [message('stat/cong1b/RESULT', sh(percent(position), direction))])
      ]
    },
    nearly: ([a, b, c]) => [
      message('stat/cong1b/RESULT', sh(a, b)),
      message('tele/cong1b/SENSOR', { ...sh(a, 0), Time: c }),
      message('stat/cong1b/STATUS10', { StatusSNS: sh(a, 0) }),
      message('stat/cong1b/STATUS10', { StatusSNS: c }),
      message('stat/cong1b/SHUTTER1', a),
      message('stat/cong1b/RESULT', `{"Shutter1":${JSON.stringify(c)},{"Shutter1":{"Position":`)
    ]
  })
}

const device = 'shellyplus2pm-a8032ab12345'
const frame = (told: unknown) => ({ src: device, method: 'NotifyStatus', params: { ts: 1, 'cover:0': told } })
const shellyFirst = [
  message(`${device}/status/cover:0`, { id: 0, state: 'open', pos_control: true, current_pos: 100 }),
  message(`${device}/online`, 'true')
]
const moving = {
  opening: 'UP',
  closing: 'DOWN',
  stopped: 'STOP',
  unknown: 'LEFT',
  open: undefined,
  closed: undefined
}

export const makes: Readonly<Record<string, Make>> = {
  esphome: make(
    esphome(),
    'g/cua',
    [
      message('g/cover/cua/position/state', '100'),
      message('g/cover/cua/state', 'open'),
      message('g/status', 'online')
    ],
    {
      says: ({ word, position, here }) => [
        ...presence(here, 'g/status', ['online', 'offline']),
        ...(position === undefined ? [] : [message('g/cover/cua/position/state', String(position))]),
        ...(word === undefined || word === 'stopped' ? [] : [message('g/cover/cua/state', word)])
      ],
      nearly: ([a]) => [message('g/cover/cua/position/state', a), message('g/cover/cua/state', a)]
    }
  ),
  tasmota: tasmotaMake(0),
  'tasmota, inverted': tasmotaMake(1),
  'shelly, deltas': make(shelly(), `${device}/cover:0`, shellyFirst, {
    says: ({ word, position, here }) => [
      ...presence(here, `${device}/online`, ['true', 'false']),
      ...(word === undefined && position === undefined
        ? []
        : [message(`${device}/events/rpc`, frame({ id: 0, state: word, current_pos: position }))])
    ],
    nearly: ([a, b, c]) => [
      message(`${device}/events/rpc`, frame({ id: 0, state: a, current_pos: b })),
      message(`${device}/events/rpc`, { ...frame({ id: c, current_pos: 0 }), params: a }),
      message(`${device}/events/rpc`, { ...frame({ state: 'closed' }), method: b })
    ]
  }),
  'shelly, full statuses': make(shelly(), `${device}/cover:0`, shellyFirst, {
    says: ({ word, position, here }) => [
      ...presence(here, `${device}/online`, ['true', 'false']),
      ...(word === undefined
        ? []
        : [
            message(`${device}/status/cover:0`, {
              id: 0,
              state: word,
              pos_control: true,
              current_pos: position
            })
          ])
    ],
    nearly: ([a, b, c]) => [
      message(`${device}/status/cover:0`, {
        id: 0,
        state: 'stopped',
        pos_control: a === true ? null : a,
        current_pos: 0
      }),
      message(`${device}/status/cover:0`, { id: 0, state: a, pos_control: true, current_pos: b, errors: c }),
      message('antt/agent/rpc', { id: 1, src: a, result: { id: 0, state: 'closed' } }),
      message('antt/agent/rpc', { id: 1, src: device, result: a }),
      message('antt/agent/rpc', { id: 2, src: device, result: b, error: c }),
      message('antt/agent/rpc', { id: a, src: device, error: { code: b, message: c } })
    ]
  }),
  zigbee2mqtt: make(
    zigbee2mqtt(),
    '0xa4c1389f2c1b77d0',
    [
      message('zigbee2mqtt/bridge/devices', firstSaid('zigbee2mqtt/moving.json')),
      message('zigbee2mqtt/bridge/state', 'online'),
      message('zigbee2mqtt/cong/1b/availability', 'online'),
      message('zigbee2mqtt/cong/1b', { position: 100, moving: 'STOP', state: 'OPEN' })
    ],
    {
      says: ({ word, position, here }) => [
        ...presence(here, 'zigbee2mqtt/cong/1b/availability', ['online', 'offline']),
        ...(word === undefined && position === undefined
          ? []
          : [
              message('zigbee2mqtt/cong/1b', {
                moving: word && moving[word],
                position,
                state: word === 'closed' ? 'CLOSE' : word === 'open' ? 'OPEN' : undefined
              })
            ])
      ],
      nearly: ([a, b, c]) => [
        message('zigbee2mqtt/cong/1b', { position: a, moving: b, state: c }),
        message('zigbee2mqtt/cong/1b', { position: a, moving: 'STOP', state: 'CLOSE' })
      ]
    }
  )
}
