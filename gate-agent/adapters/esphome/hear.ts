import type { Motion } from '#lib/domain/gates/motion.ts'
import type { Message } from '../dialect.ts'
import { withPresence, withReport } from '../presence.ts'
import { withHeard } from '../evidence.ts'
import { percentIn } from '../percent.ts'
import type { EsphomeState } from './state.ts'

/** It has no word for standing half open: that is `open`, and the position tells. */
const words: Readonly<Record<string, Motion>> = {
  opening: 'opening',
  closing: 'closing',
  open: 'open',
  closed: 'closed'
}

/** The gate after a message; the same object where it says nothing of it. */
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

/** That the way is clear counts only from a controller that is there; an obstacle always. */
function withWay(state: EsphomeState, blocked: boolean | null): EsphomeState {
  return { ...state, blocked, obstructed: blocked === false && !state.deviceOnline ? null : blocked }
}
