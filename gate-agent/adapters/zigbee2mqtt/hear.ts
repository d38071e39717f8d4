import type { Message } from '../dialect.ts'
import { withPresence } from '../presence.ts'
import { isObject, json } from '../json.ts'
import { withJson } from './report.ts'
import { noLastWords, type Zigbee2mqttState } from './state.ts'

/** Returns the gate after a message; the same object when the message says nothing about it. */
export function hearZigbee2mqtt(state: Zigbee2mqttState, message: Message): Zigbee2mqttState {
  const { topic, at } = message
  if (topic === state.bridge) return hearPresence(state, 'bridgeHere', message)
  if (topic === `${state.topic}/availability`) return hearPresence(state, 'deviceHere', message)
  if (topic !== state.topic) return state
  const live = message.retain || state.live || state.here === false
  const now = withJson(live ? state : present({ ...state, live: true }, at), message)
  return now.said === state.said ? state : now
}

function hearPresence(state: Zigbee2mqttState, who: 'bridgeHere' | 'deviceHere', { payload, at }: Message) {
  const here = hereIn(payload)
  return here === null || here === state[who] ? state : present({ ...state, [who]: here }, at)
}

/** Parses availability in both formats: a bare word, or JSON containing it. Ignores any other word. */
function hereIn(payload: string): boolean | null {
  const value = payload.startsWith('{') ? json(payload) : payload
  const word = isObject(value) ? value['state'] : value
  return word === 'online' ? true : word === 'offline' ? false : null
}

/**
 * Combines a gate's presence: both zigbee2mqtt and the device must be online. When a site has not enabled availability,
 * a report counts as the device being online.
 */
function present(state: Zigbee2mqttState, at: number): Zigbee2mqttState {
  const { bridgeHere, deviceHere, live } = state
  if (bridgeHere !== false && deviceHere !== false)
    return withPresence(state, bridgeHere && (deviceHere ?? live) ? true : null, at)
  return state.here === false ? state : withPresence({ ...state, live: false, said: noLastWords }, false, at)
}
