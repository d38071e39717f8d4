import type { Motion } from '#lib/domain/gates/motion.ts'
import type { Message } from '../dialect.ts'
import { measured, withMeasured } from '../measured.ts'
import { isObject, json } from '../json.ts'
import { reaches } from '#lib/domain/mqtt-topic.ts'
import { numberOf, percentOf, type Range } from '../percent.ts'
import { isOutdated } from '../presence.ts'
import { afterHello, isHere } from './presence.ts'
import { rendered, running } from './render.ts'
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
  const position = positionIn(state, message)
  const word = wordIn(state, message, position)
  if (word === null && position === null) return state
  const { isStill } = state.cover
  const own = state.cover.ears.state?.own === true
  const told = { word, position, own, isStill, runs: runsIn(state, message), at: message.at }
  const evidence = withMeasured(state.evidence, word, measured(state.evidence, told))
  const now = withEvidenceWhileHere(state, evidence)
  return { ...now, reportedAt: message.at, deviceOnline: state.presence ? state.deviceOnline : true }
}

/** A word for the closed end that may repeat a command says no more beside a position than that it contradicts the open one. */
function wordIn(
  { cover: { ears } }: HomeAssistantState,
  message: Message,
  position: number | null
): Motion | null {
  const word = spokenIn(ears.state, message)
  if (word === null) return null
  const motion = motionOfWord(ears.state!.words, word)
  if (motion !== 'closed' || ears.state!.own || !ears.position) return motion
  return position === 100 ? 'unknown' : 'stopped'
}

function runsIn({ cover: { ears } }: HomeAssistantState, message: Message): boolean {
  return spokenIn(ears.state, message) === running
}

function spokenIn(ear: HomeAssistantState['cover']['ears']['state'], { topic, payload }: Message) {
  return ear && reaches(topic, ear.topic) ? rendered(ear.template, payload) : null
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
