import type { Motion } from '#lib/domain/gates/motion.ts'
import type { Message } from '../dialect.ts'
import { afterBirth, isOutdated, withPresence, withReport } from '../presence.ts'
import { withHeard } from '../evidence.ts'
import { percentIn } from '../percent.ts'
import type { EsphomeState } from './state.ts'

/** ESPHome has no word for half open: it reports `open`, and the position says how far. */
const words: Readonly<Record<string, Motion>> = {
  opening: 'opening',
  closing: 'closing',
  open: 'open',
  closed: 'closed'
}

/** Returns the gate after a message; the same object when the message says nothing about it. */
export function hearEsphome(state: EsphomeState, message: Message): EsphomeState {
  const { topic } = message
  if (topic === state.status) return hearStatus(state, message)
  if (topic === state.obstacle) return withWay(state, sensed(message))
  if (topic === `${state.base}/state`) return hearWord(state, message)
  if (topic === `${state.base}/position/state`) return hearPosition(state, message)
  return state
}

function hearStatus(state: EsphomeState, message: Message): EsphomeState {
  const { online, offline } = state.presence
  if (message.payload !== online && message.payload !== offline) return state
  const here = message.payload === online
  const now = withPresence(state, here, message)
  if (!here) return now === state ? state : withWay(now, null)
  const blocked = isOutdated(state.reportedAt, message) ? afterBirth(state.blocked) : state.blocked
  return now === state && blocked === state.blocked ? state : withWay(now, blocked)
}

function hearWord(state: EsphomeState, message: Message): EsphomeState {
  if (message.payload === '') return state
  const word = Object.hasOwn(words, message.payload) ? words[message.payload]! : 'unknown'
  return withReport(state, withHeard(state.evidence, word, null), message)
}

function hearPosition(state: EsphomeState, message: Message): EsphomeState {
  const position = percentIn(message.payload)
  if (position === null) return state
  const now = withReport(state, withHeard(state.evidence, null, position), message)
  return now.tellsPosition ? now : { ...now, tellsPosition: true }
}

/** A stored "clear" may be days old. */
function sensed({ payload, retain }: Message): boolean | null {
  return payload === 'ON' ? true : payload === 'OFF' && !retain ? false : null
}

/** Trusts "clear" only while the controller is online; trusts an obstacle always. */
function withWay(state: EsphomeState, blocked: boolean | null): EsphomeState {
  return { ...state, blocked, obstructed: blocked === false && !state.deviceOnline ? null : blocked }
}
