import type { Dialect, Publish } from './dialect.ts'
import { passedMapped, toldMapped } from './mqtt/course.ts'
import { hearMapped, shownAt } from './mqtt/hear.ts'
import { heardTopics, ordersOf, type GateMapping } from './mqtt/mapping.ts'
import { orderMapped, releaseMapped } from './mqtt/orders.ts'
import { mappedGate, type MappedState } from './mqtt/state.ts'
import { expirySeconds } from './dialect.ts'
import { relayAt } from './relay.ts'

/**
 * Drives a gate by the topics that its operator names; nothing is discovered. Only what is heard live counts, relays are
 * never on in both directions and always let go, and a single button is pressed only when its effect is known.
 * @param travelMs travel time from end to end, ms; null: never measured
 */
export function mqtt(mapping: GateMapping, travelMs: number | null): Dialect<MappedState> {
  const asked = mapping.ask.map(({ topic, payload }): Publish => ({
    topic,
    payload,
    qos: 1,
    retain: false,
    expirySeconds
  }))
  return {
    discovery: [],
    discover: () => [],
    given: shownAt(mapping, mappedGate(mapping), 0),
    topics: () => heardTopics(mapping),
    normalise: (state, message) => hearMapped(mapping, state, message),
    command: (state, action, at = 0) => orderMapped(mapping, travelMs, state, action, at),
    relays: () => ordersOf(mapping).map(({ topic, payload }) => relayAt(topic, payload)),
    orders: () => [...new Set(ordersOf(mapping).map(({ topic }) => topic))],
    obeysEmpty: (_, topic) =>
      ordersOf(mapping).some((order) => order.topic === topic && order.payload === ''),
    told: (state, action, at) => toldMapped(mapping, travelMs, state, action, at),
    passed: (state, at) => passedMapped(mapping, travelMs, state, at),
    release: () => releaseMapped(mapping),
    ask: () => asked
  }
}
