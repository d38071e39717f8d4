import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Action, Dialect, DialectState } from './dialect.ts'
import { gateAfter, message } from './golden/born.ts'
import { makes } from './golden/makes.ts'
import { homeAssistant } from './home-assistant.ts'
import { zigbee2mqtt } from './zigbee2mqtt.ts'

/** The keys by which a cover behind zigbee2mqtt tells that it moves, and what it says there. */
type MotionKey = 'moving' | 'motor_state' | 'running' | null
const words = {
  moving: { opening: 'UP', closing: 'DOWN', stopped: 'STOP' },
  motor_state: { opening: 'opening', closing: 'closing', stopped: 'pause' },
  running: { opening: true, closing: true, stopped: false }
}

const templates = {
  moving:
    '{% if "moving" in value_json and value_json["moving"] %} {{ value_json["moving"] }} {% else %} STOP {% endif %}',
  motor_state:
    '{% if not value_json.motor_state %} pause {% else %} {{ value_json.motor_state }} {% endif %}',
  running:
    '{% if "running" in value_json and value_json["running"] %}{% if value_json["position"] > 0 %} closing {% else %} opening {% endif %} {% else %} stopped {% endif %}'
}
const stateWords = {
  moving: { state_closing: 'DOWN', state_opening: 'UP', state_stopped: 'STOP' },
  motor_state: { state_closing: 'closing', state_opening: 'opening', state_stopped: 'pause' },
  running: {}
}

function byDiscovery(key: MotionKey): DialectState {
  const topic = 'zigbee2mqtt/g'
  const config = {
    command_topic: `${topic}/set`,
    position_topic: topic,
    position_template: '{{ value_json["position"] }}',
    set_position_topic: `${topic}/set`,
    set_position_template: '{ "position": {{ position }} }',
    state_topic: topic,
    ...(key
      ? { value_template: templates[key], ...stateWords[key] }
      : {
          value_template: '{{ value_json["state"] }}',
          state_open: 'OPEN',
          state_closed: 'CLOSE',
          state_stopped: 'STOP'
        })
  }
  return gateAfter(homeAssistant() as unknown as Dialect<DialectState>, 'g', [
    message('homeassistant/cover/g/config', config)
  ])
}

function natively(key: MotionKey): DialectState {
  const feature = (name: string, access: number) => ({ name, property: name, access })
  const state = { ...feature('state', 3), values: ['OPEN', 'CLOSE', 'STOP'] }
  const exposes = [
    { type: 'cover', features: [state, feature('position', 7)] },
    ...(key ? [feature(key, 1)] : [])
  ]
  const device = { ieee_address: '0x1', friendly_name: 'g', definition: { exposes } }
  return gateAfter(zigbee2mqtt() as unknown as Dialect<DialectState>, '0x1', [
    message('zigbee2mqtt/bridge/devices', [device])
  ])
}

const keys: readonly MotionKey[] = ['moving', 'motor_state', 'running', null]
const covers = keys.flatMap((key) => [
  { name: `Home Assistant, ${key}`, dialect: homeAssistant(), gate: byDiscovery(key), key },
  { name: `zigbee2mqtt, ${key}`, dialect: zigbee2mqtt(), gate: natively(key), key }
])

type Word = 'opening' | 'closing' | 'stopped'
type Happening =
  /** An order of the agent; zigbee2mqtt reports its target at once. */
  | { order: Action }
  /** An order of somebody else at zigbee2mqtt. */
  | { foreign: Action }
  /** What the gate itself reports; the rest of its message is what zigbee2mqtt has kept. */
  | { word?: Word | undefined; position?: number | undefined }
  /** The gate is asked for its position, and answers. */
  | { answer: number }
  /** What zigbee2mqtt has kept, at a birth of Home Assistant or with any other value of the device. */
  | { repeat: true }

const action = fc.constantFrom<Action>('OPEN', 'CLOSE', 'STOP', { position: 0 }, { position: 40 })
const place = fc.constantFrom(0, 0, 1, 40, 60, 100)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ order: action }),
  fc.record({ foreign: action }),
  fc.record({ word: fc.constantFrom<Word>('opening', 'closing', 'stopped') }),
  fc.record({ word: fc.constantFrom<Word>('opening', 'closing', 'stopped'), position: place }),
  fc.record({ position: place }),
  fc.record({ answer: place }),
  fc.record({ repeat: fc.constant(true as const) })
)

/** zigbee2mqtt and the gate behind it: what it has kept, and what the gate itself measured since it last began to move. */
class Bridge {
  readonly #kept: Record<string, unknown> = { state: null, position: null }
  #moving: Word = 'stopped'
  measured: number | null = null
  constructor(private readonly key: MotionKey) {}

  get isMoving() {
    return this.#moving !== 'stopped'
  }
  get kept() {
    return message('zigbee2mqtt/g', this.#kept)
  }
  order(what: Action) {
    const target = typeof what === 'object' ? what.position : { OPEN: 100, CLOSE: 0, STOP: null }[what]
    if (target === null) return
    this.#kept['position'] = target
    this.#kept['state'] = target === 0 ? 'CLOSE' : 'OPEN'
    if (target > 0) this.measured = null
  }
  says(word: Word | undefined, position: number | undefined) {
    if (word !== undefined && this.key) {
      const said = words[this.key][word]
      if (word !== 'stopped' && said !== this.#kept[this.key]) this.measured = null
      this.#moving = word
      this.#kept[this.key] = said
    }
    if (position === undefined) return
    this.#kept['position'] = this.measured = position
  }
}

test.each(covers)(
  '23 the target of a command and what was kept make nothing closed, however they mix with reports ($name)',
  ({ dialect: typed, gate, key }) => {
    const dialect = typed as unknown as Dialect<DialectState>
    let closed = 0
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), (life) => {
        const bridge = new Bridge(key)
        let state = gate
        for (const [nth, one] of life.entries()) {
          const at = 1_000_000 + nth * 6_000
          if ('order' in one) {
            bridge.order(one.order)
            state = dialect.told?.(state, one.order, at) ?? state
          } else if ('foreign' in one) {
            // Nothing tells an order of somebody else in a motion from what the gate reports there.
            if (bridge.isMoving || key === null) continue
            bridge.order(one.foreign)
          } else if ('answer' in one) {
            state = dialect.asked?.(state, at) ?? state
            bridge.says(undefined, one.answer)
          } else if (!('repeat' in one)) bridge.says(one.word, one.position)
          state = dialect.normalise(state, { ...bridge.kept, at })
          if (state.motion !== 'closed') continue
          expect(bridge.measured).toBe(0)
          if (key === null) expect(state.assumed).toBe(true)
          closed++
        }
      }),
      { numRuns: 5_000 }
    )
    expect(closed).toBeGreaterThan(50)
  }
)

test.each(covers)('23 a gate that is stuck at 40 is not closed by the target of CLOSE ($name)', (cover) => {
  const dialect = cover.dialect as unknown as Dialect<DialectState>
  const bridge = new Bridge(cover.key)
  let state = cover.gate
  const hear = (at: number) => (state = dialect.normalise(state, { ...bridge.kept, at }))
  bridge.says('stopped', 40)
  hear(1_000)
  state = dialect.told?.(state, 'CLOSE', 2_000) ?? state
  bridge.order('CLOSE')
  // The echo, then what was kept: with the link quality, at a birth, a day later.
  for (const at of [2_100, 3_000, 9_000, 40_000, 86_400_000]) expect(hear(at).motion).toBe('unknown')
})

/** Everything that other makes say of a command and its target, by make. */
const echoes: Readonly<Record<string, [topic: string, say: unknown][]>> = {
  tasmota: [
    ['stat/cong1b/RESULT', { ShutterClose1: 0 }],
    ['stat/cong1b/RESULT', { ShutterPosition1: 0 }],
    ['stat/cong1b/SHUTTERCLOSE1', { ShutterClose1: 0 }],
    ['stat/cong1b/RESULT', { Shutter1: { Position: 100, Direction: -1, Target: 0 } }],
    ['stat/cong1b/RESULT', { Shutter1: { Position: 100, Direction: 0, Target: 0 } }]
  ],
  'shelly, deltas': [
    ['antt/agent/rpc', { id: 4, src: 'shellyplus2pm-a8032ab12345', dst: 'antt/agent', result: null }],
    [
      'antt/agent/rpc',
      { id: 4, src: 'shellyplus2pm-a8032ab12345', result: { state: 'closed', current_pos: 0 } }
    ],
    [
      'shellyplus2pm-a8032ab12345/events/rpc',
      {
        src: 'shellyplus2pm-a8032ab12345',
        method: 'NotifyStatus',
        params: { 'cover:0': { id: 0, target_pos: 0, source: 'MQTT' } }
      }
    ]
  ],
  esphome: [
    ['g/cover/cua/command', 'CLOSE'],
    ['g/cover/cua/position/command', '0']
  ]
}

test.each(Object.keys(echoes))('23 no echo of a command makes a gate closed (%s)', (name) => {
  const { dialect, gate } = makes[name]!
  let state = dialect.told?.(gate, 'CLOSE', 1_000) ?? gate
  for (const [topic, say] of echoes[name]!) {
    state = dialect.normalise(state, message(topic, say))
    expect(state.motion).not.toBe('closed')
  }
})
