import type { Motion } from '#lib/domain/gates/motion.ts'
import type { Message } from '../dialect.ts'
import { withHeard } from '../evidence.ts'
import { isObject, json } from '../json.ts'
import { reaches } from '#lib/domain/mqtt-topic.ts'
import { numberOf, percentOf, type Range } from '../percent.ts'
import { isOutdated } from '../presence.ts'
import { afterHello, isHere } from './presence.ts'
import { rendered } from './render.ts'
import { afterSense } from './sensor.ts'
import {
  gone,
  isAway,
  reborn,
  withEvidenceWhileHere,
  withObstruction,
  type HomeAssistantState
} from './state.ts'
import { motionOfWord } from './words.ts'

/** Returns the gate after a message; the same object when the message says nothing about it. */
export function hearHomeAssistant(state: HomeAssistantState, message: Message): HomeAssistantState {
  const heard = hearReport(hearSensors(hearPresence(state, message), message), message)
  return withObstruction(heard, message.at)
}

function hearPresence(state: HomeAssistantState, message: Message): HomeAssistantState {
  const presence = state.presence && afterHello(state.presence, message)
  if (presence === null || presence === state.presence) return state
  const now = { ...state, presence, deviceOnline: isHere(presence) === true }
  if (isAway(now)) return gone(now)
  return presence.latest === true && isOutdated(state.reportedAt, message) ? reborn(now) : now
}

function hearSensors(state: HomeAssistantState, message: Message): HomeAssistantState {
  const sensors = state.sensors.map((sensor) => afterSense(sensor, message))
  return sensors.every((sensor, at) => sensor === state.sensors[at]) ? state : { ...state, sensors }
}

/** Ignores a report that the broker had stored: it may be days old, whoever is online now. */
function hearReport(state: HomeAssistantState, message: Message): HomeAssistantState {
  if (message.retain) return state
  const word = wordIn(state, message)
  const position = positionIn(state, message)
  if (word === null && position === null) return state
  const now = withEvidenceWhileHere(state, withHeard(state.evidence, word, position))
  return { ...now, reportedAt: message.at, deviceOnline: state.presence ? state.deviceOnline : true }
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

/** Reads a number, or the `position` of a JSON object, which may hold a tilt as well. */
function percentIn(text: string, range: Range): number | null {
  const value = text.trimStart().startsWith('{') ? json(text) : text
  const told = isObject(value) ? value['position'] : value
  if (typeof told !== 'string' && typeof told !== 'number') return null
  const number = numberOf(String(told))
  return number === null ? null : percentOf(number, range)
}
