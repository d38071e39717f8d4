import { bornAgain } from './birth.ts'
import {
  expirySeconds,
  type Action,
  type Dialect,
  type Discovered,
  type KnownGates,
  type Message,
  type Publish
} from './dialect.ts'
import { hearEsphome } from './esphome/hear.ts'
import { esphomeGate, coverInTopic, type EsphomeSetting, type EsphomeState } from './esphome/state.ts'
import { isSought, soughtUnder } from './prefixes.ts'
import { forces } from './obstruction.ts'
import { isPercentage } from './percent.ts'
import { relayAt } from './relay.ts'

export { esphomeGate, type EsphomeSetting, type EsphomeState } from './esphome/state.ts'

/**
 * Drives ESPHome covers on ESPHome's own topics. They have no discovery: a gate is found by the first state word or
 * position it publishes, under `prefix` if the operator names one, otherwise at most three levels deep. The operator
 * also configures what no topic reports, such as a time-based position or an obstacle sensor. Never sends TOGGLE.
 * Source: esphome.io, MQTT client and cover components.
 */
export function esphome(prefix?: string, setting: EsphomeSetting = {}): Dialect<EsphomeState> {
  return {
    discovery: soughtUnder(prefix).flatMap((prefix) => [
      `${prefix}/cover/+/state`,
      `${prefix}/cover/+/position/state`
    ]),
    discover: (message, known) => discovered(message, prefix, setting, known),
    topics: ({ status, base, obstacle }) => [
      status,
      `${base}/state`,
      `${base}/position/state`,
      ...(obstacle === null ? [] : [obstacle])
    ],
    normalise: hearEsphome,
    command,
    relays: (id) => [relayAt(`${baseOf(id)}/command`)],
    orders: (id) => [`${baseOf(id)}/command`, `${baseOf(id)}/+/command`],
    // ESPHome has no query of its own; its operator can make it report at this message.
    ask: () => bornAgain(setting.birth)
  }
}

function baseOf(id: string): string {
  const at = id.lastIndexOf('/')
  return `${id.slice(0, at)}/cover/${id.slice(at + 1)}`
}

function discovered(
  { topic, payload }: Message,
  prefix: string | undefined,
  setting: EsphomeSetting,
  known?: KnownGates<EsphomeState>
): Discovered<EsphomeState>[] {
  const place = coverInTopic(topic)
  if (!place || payload === '' || !isSought(place.prefix, prefix)) return []
  const id = `${place.prefix}/${place.object}`
  if (known && Object.hasOwn(known.gates, id)) return []
  return [{ id, state: esphomeGate(place.prefix, place.object, setting) }]
}

function command(state: EsphomeState, action: Action): Publish[] | null {
  if (forces(state, action)) return null
  const sent = (topic: string, payload: string) => [
    { topic: `${state.base}/${topic}`, payload, qos: 1, retain: false, expirySeconds } as const
  ]
  if (typeof action === 'string') return sent('command', action)
  if (!state.tellsPosition || !isPercentage(action.position)) return null
  return sent('position/command', String(action.position))
}
