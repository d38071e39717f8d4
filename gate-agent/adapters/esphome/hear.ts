import type { Motion } from '#lib/domain/gates/motion.ts'
import type { Message } from '../dialect.ts'
import { withPresence, withReport } from '../presence.ts'
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
  const { topic, payload } = message
  if (topic === state.status) return hearStatus(state, message)
  if (topic === state.obstacle) return withWay(state, sensed(payload))
  if (topic === `${state.base}/state`) return hearWord(state, message)
  if (topic === `${state.base}/position/state`) return hearPosition(state, message)
  return state
}

function hearStatus(state: EsphomeState, { payload, at }: Message): EsphomeState {
  if (payload !== 'online' && payload !== 'offline') return state
  const now = withPresence(state, payload === 'online', at)
  return now === state ? state : withWay(now, payload === 'online' ? state.blocked : null)
}

function hearWord(state: EsphomeState, message: Message): EsphomeState {
  if (message.payload === '') return state
  const word = Object.hasOwn(words, message.payload) ? words[message.payload]! : 'unknown'
  return withReport(state, withHeard(state.evidence, word, null), message)
}

function hearPosition(state: EsphomeState, message: Message): EsphomeState {
  const position = percentIn(message.payload)
  if (position === null) return state
  return { ...withReport(state, withHeard(state.evidence, null, position), message), tellsPosition: true }
}

function sensed(payload: string): boolean | null {
  return payload === 'ON' ? true : payload === 'OFF' ? false : null
}

/** Trusts "clear" only while the controller is online; trusts an obstacle always. */
function withWay(state: EsphomeState, blocked: boolean | null): EsphomeState {
  return { ...state, blocked, obstructed: blocked === false && !state.deviceOnline ? null : blocked }
}
