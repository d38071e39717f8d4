import type { Motion } from '#lib/domain/gates/motion.ts'
import type { Message } from '../dialect.ts'
import { withHeard } from './evidence.ts'
import { numberOf, percentOf, type Range } from './percent.ts'
import { afterHello, isHere } from './presence.ts'
import { json, rendered } from './render.ts'
import { isObject } from './abbreviations.ts'
import { afterSense, obstructedBy } from './sensor.ts'
import { gone, isAway, withEvidence, type HomeAssistantState } from './state.ts'
import { reaches } from './topics.ts'
import { motionOfWord } from './words.ts'

/** The gate after a message; the same object where it says nothing of it. */
export function hear(state: HomeAssistantState, message: Message): HomeAssistantState {
  return hearReport(hearSensors(hearPresence(state, message), message), message)
}

function hearPresence(state: HomeAssistantState, message: Message): HomeAssistantState {
  const presence = state.presence && afterHello(state.presence, message)
  if (presence === null || presence === state.presence) return state
  const now = { ...state, presence, deviceOnline: isHere(presence) === true }
  return isAway(now) ? gone(now) : now
}

function hearSensors(state: HomeAssistantState, message: Message): HomeAssistantState {
  if (state.sensors.length === 0) return state
  const sensors = state.sensors.map((sensor) => afterSense(sensor, message))
  const obstructed = isAway(state) ? null : obstructedBy(sensors, message.at)
  const same = sensors.every((sensor, at) => sensor === state.sensors[at])
  return same && obstructed === state.obstructed ? state : { ...state, sensors, obstructed }
}

function hearReport(state: HomeAssistantState, message: Message): HomeAssistantState {
  const word = wordIn(state, message)
  const position = positionIn(state, message)
  if (word === null && position === null) return state
  const now = withEvidence(state, withHeard(state.evidence, word, position))
  if (state.presence) return { ...now, reportedAt: message.at }
  // A retained message may be days old: without a presence it proves nothing of the controller.
  return message.retain ? now : { ...now, deviceOnline: true, reportedAt: message.at }
}

function wordIn({ cover: { ears } }: HomeAssistantState, { topic, payload }: Message): Motion | null {
  if (!ears.state || !reaches(topic, ears.state.topic)) return null
  const word = rendered(ears.state.template, payload)
  return word === null ? null : motionOfWord(ears.state.words, word)
}

function positionIn({ cover: { ears } }: HomeAssistantState, { topic, payload }: Message): number | null {
  if (!ears.position || !reaches(topic, ears.position.topic)) return null
  const text = rendered(ears.position.template, payload)
  return text === null ? null : percentIn(text, ears.position.range)
}

/** A number, or the `position` of a JSON object that may hold a tilt beside it. */
function percentIn(text: string, range: Range): number | null {
  const value = text.trimStart().startsWith('{') ? json(text) : text
  const told = isObject(value) ? value['position'] : value
  if (typeof told !== 'string' && typeof told !== 'number') return null
  const number = numberOf(String(told))
  return number === null ? null : percentOf(number, range)
}
