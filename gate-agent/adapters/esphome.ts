import {
  expirySeconds,
  type Action,
  type Dialect,
  type Discovered,
  type Known,
  type Message
} from './dialect.ts'
import type { Publish } from './dialect.ts'
import { hear } from './esphome/hear.ts'
import { esphomeGate, placeOf, type EsphomeState } from './esphome/state.ts'
import { forces, isPercentage } from './percentage.ts'

export { esphomeGate, type EsphomeState } from './esphome/state.ts'

/**
 * Covers of ESPHome on its own topics. They announce nothing: a gate is found by the first word or position that it
 * tells, under a prefix of up to three levels; what no topic says, as a time-based position or an obstacle sensor,
 * the operator gives to `esphomeGate`. TOGGLE is never sent. Source: esphome.io, MQTT client and cover components.
 */
export function esphome(): Dialect<EsphomeState> {
  return {
    discovery: ['+', '+/+', '+/+/+'].flatMap((prefix) => [
      `${prefix}/cover/+/state`,
      `${prefix}/cover/+/position/state`
    ]),
    discover,
    topics: ({ status, base, obstacle }) => [
      status,
      `${base}/state`,
      `${base}/position/state`,
      ...(obstacle === null ? [] : [obstacle])
    ],
    normalise: hear,
    command,
    // It has no query; a controller that is there retains what it says.
    ask: () => []
  }
}

function discover({ topic, payload }: Message, known?: Known<EsphomeState>): Discovered<EsphomeState>[] {
  const place = placeOf(topic)
  if (!place || payload === '') return []
  const id = `${place.prefix}/${place.object}`
  return known && Object.hasOwn(known.gates, id)
    ? []
    : [{ id, state: esphomeGate(place.prefix, place.object) }]
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
