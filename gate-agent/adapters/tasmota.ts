import { expirySeconds, type Action, type Dialect, type Publish } from './dialect.ts'
import { describedBy } from './description.ts'
import { discoverTasmota } from './tasmota/discover.ts'
import { hearTasmota } from './tasmota/hear.ts'
import type { TasmotaState } from './tasmota/state.ts'
import { forces } from './obstruction.ts'
import { isPercentage } from './percent.ts'

export type { TasmotaState } from './tasmota/state.ts'

/**
 * Drives Tasmota shutters through Tasmota's own discovery (`SetOption19 0`). Their position is derived from travel
 * time, so it is always marked as assumed. `prefix` is the site's discovery prefix. Source: tasmota.github.io,
 * Commands, Blinds and Shutters, MQTT.
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
    describe: ({ cmnd, stat, tele, online, offline, inverted }) =>
      describedBy({
        commands: cmnd,
        state: [stat, tele],
        position: inverted ? 'inverted' : 'plain',
        presence: [online, offline]
      }),
    command,
    relays: (id, state) => [
      {
        device: state ? state.cmnd.replace(/\/+$/, '') : 'cmnd',
        way: 'tasmota shutter',
        channel: state ? String(state.shutter) : id
      }
    ],
    orders: (_, state) => (state ? [`${state.cmnd}+`] : []),
    // Its shutter commands need no payload; an empty one to a relay only asks for its state.
    obeysEmpty: ({ cmnd }, topic) => !/^power\d*$/i.test(topic.slice(cmnd.length)),
    // After a restart nothing else would be published before the next telemetry period.
    ask: (state) => [to(state, 'Status', '10')]
  }
}

/** `ShutterInvert` inverts the percentages, but never the meaning of "open" and "close". */
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
