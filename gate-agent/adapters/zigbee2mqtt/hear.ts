import type { Message } from '../dialect.ts'
import { isOutdated, withPresence } from '../presence.ts'
import { isObject, json } from '../json.ts'
import { withJson } from './report.ts'
import { noLastWords, type Zigbee2mqttState } from './state.ts'

/** Returns the gate after a message; the same object when the message says nothing about it. */
export function hearZigbee2mqtt(state: Zigbee2mqttState, message: Message): Zigbee2mqttState {
  const { topic } = message
  if (topic === state.bridge) return hearPresence(state, 'bridgeHere', message)
  if (topic === `${state.topic}/availability`) return hearPresence(state, 'deviceHere', message)
  // A stored report may be days old.
  if (topic !== state.topic || message.retain) return state
  const now = withJson(
    state.live || state.here === false ? state : present({ ...state, live: true }, message),
    message
  )
  return now.said === state.said ? state : now
}

function hearPresence(state: Zigbee2mqttState, who: 'bridgeHere' | 'deviceHere', message: Message) {
  const here = hereIn(message.payload)
  const isNews = here !== state[who]
  const isBorn = here === true && isOutdated(state.reportedAt, message)
  if (here === null || !(isNews || isBorn)) return state
  const now = isNews ? { ...state, [who]: here } : state
  const isForgotten = isBorn && JSON.stringify(now.said) !== JSON.stringify(noLastWords)
  return present(isForgotten ? { ...now, said: noLastWords } : now, message)
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
function present(state: Zigbee2mqttState, message: Message): Zigbee2mqttState {
  const { bridgeHere, deviceHere, live } = state
  if (bridgeHere !== false && deviceHere !== false)
    return withPresence(state, bridgeHere && (deviceHere ?? live) ? true : null, message)
  return state.here === false
    ? state
    : withPresence({ ...state, live: false, said: noLastWords }, false, message)
}
