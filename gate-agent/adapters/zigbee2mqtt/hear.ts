import type { Message } from '../dialect.ts'
import { withPresence } from '../presence.ts'
import { isObject, json } from '../json.ts'
import { withJson } from './report.ts'
import { noLastWords, type Zigbee2mqttState } from './state.ts'

/** The gate after a message; the same object where it says nothing of it. */
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

/** Both spellings: a word, or JSON with the word in it. Another word is no answer. */
function hereIn(payload: string): boolean | null {
  const value = payload.startsWith('{') ? json(payload) : payload
  const word = isObject(value) ? value['state'] : value
  return word === 'online' ? true : word === 'offline' ? false : null
}

/**
 * The gate with its presence put together. Both zigbee2mqtt and the device must be there; where a site has not
 * switched availability on, a report stands in for the device's word.
 */
function present(state: Zigbee2mqttState, at: number): Zigbee2mqttState {
  const { bridgeHere, deviceHere, live } = state
  if (bridgeHere !== false && deviceHere !== false)
    return withPresence(state, bridgeHere && (deviceHere ?? live) ? true : null, at)
  return state.here === false ? state : withPresence({ ...state, live: false, said: noLastWords }, false, at)
}
