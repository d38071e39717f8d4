import type { Message } from '../dialect.ts'
import { withPresence, withReport } from '../presence.ts'
import { withHeard } from '../evidence.ts'
import { percentIn } from '../percent.ts'
import { shutterReportIn, type ShutterReport } from './shutter-report.ts'
import type { TasmotaState } from './state.ts'

/** Returns the shutter after a message; the same object when the message says nothing about it. */
export function hearTasmota(state: TasmotaState, message: Message): TasmotaState {
  if (message.topic === `${state.tele}LWT`) return hearWill(state, message)
  // Retained messages are ignored: only some topics have them, they may predate a motion, and the agent queries the state anyway.
  if (message.retain) return state
  if (message.topic === `${state.stat}SHUTTER${state.shutter}`) return hearEnd(state, message)
  const inside = insideOf(state, message.topic)
  if (inside === null) return state
  const said = shutterReportIn(message.payload, inside, state.shutter)
  return said ? withSaid(state, said, message) : state
}

function hearWill(state: TasmotaState, message: Message): TasmotaState {
  const { payload } = message
  if (payload !== state.online && payload !== state.offline) return state
  return withPresence(state, payload === state.online, message)
}

/**
 * Applies the position at which a motion ended. Builds differ in whether they invert it, so it is ignored for inverted
 * shutters.
 */
function hearEnd(state: TasmotaState, message: Message): TasmotaState {
  const position = state.inverted ? null : percentIn(message.payload)
  return position === null ? state : withSaid(state, { word: 'stopped', position }, message)
}

/** Returns the JSON key under which a topic carries the shutters, '' at the root; null when it carries none. */
function insideOf({ stat, tele }: TasmotaState, topic: string): string | null {
  if (topic === `${stat}STATUS10`) return 'StatusSNS'
  return [`${stat}RESULT`, `${stat}SHUTTER`, `${tele}SENSOR`].includes(topic) ? '' : null
}

function withSaid(state: TasmotaState, { word, position }: ShutterReport, message: Message): TasmotaState {
  const counted = position !== null && state.inverted ? 100 - position : position
  return withReport(state, withHeard(state.evidence, word, counted), message)
}
