import { expirySeconds, type Action, type Dialect, type Publish } from './dialect.ts'
import { describedBy } from './description.ts'
import { discoverZigbee2mqtt } from './zigbee2mqtt/discover.ts'
import { hearZigbee2mqtt } from './zigbee2mqtt/hear.ts'
import type { Zigbee2mqttState } from './zigbee2mqtt/state.ts'
import { forces } from './obstruction.ts'
import { afterCommand } from './measured.ts'
import { isPercentage } from './percent.ts'
import { withEvidence } from './presence.ts'

export type { Zigbee2mqttState } from './zigbee2mqtt/state.ts'

/**
 * Drives covers behind zigbee2mqtt, found through its list of devices. `base` is its base topic. zigbee2mqtt takes at
 * least ten minutes to notice that a device is gone, which `warnings` mentions. Source: zigbee2mqtt.io, MQTT topics and
 * messages, exposes.
 */
export function zigbee2mqtt(base = 'zigbee2mqtt'): Dialect<Zigbee2mqttState> {
  return {
    discovery: [`${base}/bridge/devices`],
    discover: (message, known) => discoverZigbee2mqtt(message, base, known),
    topics: ({ bridge, topic }) => [bridge, topic, `${topic}/availability`],
    normalise: hearZigbee2mqtt,
    describe: ({ topic, bridge, keys }) => describedBy({ commands: topic, state: keys, presence: bridge }),
    command,
    relays: (id, state) => [
      {
        device: state ? state.topic : base,
        way: 'zigbee2mqtt',
        // A device with one cover has a key without an endpoint.
        channel: state ? (state.keys.state === 'state' ? null : state.keys.state) : id
      }
    ],
    orders: (_, state) =>
      state ? [`${state.topic}/set`, `${state.topic}/set/+`, `${state.topic}/+/set`] : [],
    told: (state, action) => withEvidence({ ...state, askedAt: null }, afterCommand(state.evidence, action)),
    asked: (state, at) => (asksPosition(state) ? { ...state, askedAt: at } : state),
    ask: (state) => {
      const { readable } = state.keys
      const asked = Object.fromEntries(readable.map((key) => [key, '']))
      return readable.length === 0 ? [] : [to(state, 'get', asked)]
    }
  }
}

const asksPosition = ({ keys: { position, readable } }: Zigbee2mqttState) =>
  position !== null && readable.includes(position)

function command(state: Zigbee2mqttState, action: Action): Publish[] | null {
  if (forces(state, action)) return null
  const { keys } = state
  if (typeof action === 'string') {
    return keys.commands.includes(action) ? [to(state, 'set', { [keys.state]: action })] : null
  }
  if (keys.position === null || !keys.takesPosition || !isPercentage(action.position)) return null
  return [to(state, 'set', { [keys.position]: action.position })]
}

function to({ topic }: Zigbee2mqttState, verb: 'set' | 'get', body: object): Publish {
  const payload = JSON.stringify(body)
  return { topic: `${topic}/${verb}`, payload, qos: 1, retain: false, expirySeconds }
}
