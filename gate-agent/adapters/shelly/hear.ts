import type { Message } from '../dialect.ts'
import { isOutdated, withPresence } from '../presence.ts'
import { isObject, json } from '../json.ts'
import { unsafeIn } from './config.ts'
import { replyIn, withoutCall } from './rpc.ts'
import { judged, type ShellyState } from './state.ts'
import { withDelta, withFull } from './status.ts'

/** Returns the gate after a message; the same object when the message says nothing about it. */
export function hearShelly(state: ShellyState, message: Message): ShellyState {
  const { topic, payload } = message
  const { prefix, cover, source } = state
  if (topic === `${prefix}/online`) return hearWill(state, message)
  // A stored status may be days old; Shelly never retains frames, so a stored one comes from somebody else.
  if (message.retain) return state
  if (topic === `${prefix}/status/cover:${cover}`) return withFull(state, json(payload), message)
  if (topic === `${prefix}/events/rpc`) return hearEvent(state, message)
  if (topic === `${source}/rpc`) return hearReply(state, message)
  return state
}

function hearWill(state: ShellyState, message: Message): ShellyState {
  const { payload } = message
  if (payload !== 'true' && payload !== 'false') return state
  const here = payload === 'true'
  const now = withPresence(state, here, message)
  if (here && !isOutdated(state.reportedAt, message)) return now
  const errors = here && now.obstructed ? state.errors : null
  return now === state && errors === state.errors ? state : judged({ ...now, errors })
}

function hearEvent(state: ShellyState, message: Message): ShellyState {
  const frame = json(message.payload)
  if (!isObject(frame) || !isObject(frame['params'])) return state
  const { method, src } = frame
  if (method !== 'NotifyStatus' && method !== 'NotifyFullStatus') return state
  // Only the device of this gate names itself under its prefix, or answers of another would count.
  if (typeof src === 'string' && state.device !== null && src !== state.device) return state
  const named = typeof src === 'string' && src !== state.device ? judged({ ...state, device: src }) : state
  const told = frame['params'][`cover:${state.cover}`]
  return method === 'NotifyStatus' ? withDelta(named, told, message) : withFull(named, told, message)
}

/** A reply to a command is not a report: its acceptance says nothing about the gate's position. */
function hearReply(state: ShellyState, message: Message): ShellyState {
  const reply = replyIn(json(message.payload), state)
  if (!reply) return state
  const { method, result, error } = reply
  const now = withoutCall(state, method)
  if (method === 'Cover.GetStatus') return withFull(now, result, message)
  if (method === 'Cover.GetConfig')
    return isObject(result) ? judged({ ...now, unsafe: unsafeIn(result) }) : now
  return { ...now, replied: { method, error, at: message.at } }
}
