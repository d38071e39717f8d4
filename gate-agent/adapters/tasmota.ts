import { expirySeconds, type Action, type Dialect, type Publish } from './dialect.ts'
import { discoverTasmota } from './tasmota/discover.ts'
import { hearTasmota } from './tasmota/hear.ts'
import type { TasmotaState } from './tasmota/state.ts'
import { forces } from './obstruction.ts'
import { isPercentage } from './percent.ts'

export type { TasmotaState } from './tasmota/state.ts'

/**
 * Shutters of Tasmota by its own discovery (`SetOption19 0`). Their position is a stopwatch's, so it is always
 * assumed. `prefix` is where the site's controllers announce themselves. Source: tasmota.github.io, Commands,
 * Blinds and Shutters, MQTT.
 */
export function tasmota(prefix = 'tasmota/discovery'): Dialect<TasmotaState> {
  return {
    discovery: [`${prefix}/+/config`],
    discover: (message, known) => discoverTasmota(message, prefix, known),
    topics: ({ tele, stat, shutter }) => [
      `${tele}LWT`,
      `${stat}RESULT`,
      `${stat}SHUTTER`,
      `${stat}SHUTTER${shutter}`,
      `${stat}STATUS10`,
      `${tele}SENSOR`
    ],
    normalise: hearTasmota,
    command,
    // After a restart nothing else would be said before the next round of telemetry.
    ask: (state) => [to(state, 'Status', '10')]
  }
}

/** `ShutterInvert` turns the percentages round, never what "open" and "close" mean. */
function command(state: TasmotaState, action: Action): Publish[] | null {
  if (forces(state, action)) return null
  const { shutter, inverted } = state
  const verbs = { OPEN: 'ShutterOpen', CLOSE: 'ShutterClose', STOP: 'ShutterStop' }
  if (typeof action === 'string') return [to(state, `${verbs[action]}${shutter}`, '')]
  if (!isPercentage(action.position)) return null
  const raw = inverted ? 100 - action.position : action.position
  return [to(state, `ShutterPosition${shutter}`, String(raw))]
}

function to({ cmnd }: TasmotaState, verb: string, payload: string): Publish {
  return { topic: `${cmnd}${verb}`, payload, qos: 1, retain: false, expirySeconds }
}
