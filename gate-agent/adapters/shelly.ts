import { expirySeconds, type Action, type Dialect, type Publish } from './dialect.ts'
import { soughtUnder } from './prefixes.ts'
import { discoverShelly } from './shelly/discover.ts'
import { hearShelly } from './shelly/hear.ts'
import type { Method } from './shelly/methods.ts'
import { call, withCall } from './shelly/rpc.ts'
import type { ShellySetting, ShellyState } from './shelly/state.ts'
import { forces } from './obstruction.ts'
import { isPercentage } from './percent.ts'

export { shellyGate, type ShellySetting, type ShellyState } from './shelly/state.ts'

/**
 * Drives covers of Shelly's second generation and later over RPC, the only interface that replies to each command. They
 * have no discovery: a gate is found by its first status or event or, under the `prefix` that the operator names, as
 * soon as it is online. Source: shelly-api-docs.shelly.cloud, Cover, MQTT, RPC protocol, notifications.
 */
export function shelly(prefix?: string, setting: ShellySetting = {}): Dialect<ShellyState> {
  return {
    discovery: soughtUnder(prefix).flatMap((sought) => [
      `${sought}/status/cover:0`,
      `${sought}/status/cover:1`,
      `${sought}/events/rpc`,
      ...(prefix === undefined ? [] : [`${prefix}/online`])
    ]),
    discover: (message, known) => discoverShelly(message, prefix, setting, known),
    topics: ({ prefix, cover, source }) => [
      `${prefix}/online`,
      `${prefix}/status/cover:${cover}`,
      `${prefix}/events/rpc`,
      `${source}/rpc`
    ],
    normalise: hearShelly,
    command,
    relays(id) {
      const at = id.lastIndexOf('/')
      return [{ device: id.slice(0, at), way: 'shelly', channel: id.slice(at + 1) }]
    },
    orders(id) {
      const prefix = id.slice(0, id.lastIndexOf('/'))
      return [`${prefix}/rpc`, `${prefix}/command/#`]
    },
    // Without `status_ntf` no status arrives unasked; the config tells whether obstruction detection is on.
    ask: (state) => queries.map((method) => to(state, method)),
    asked: (state) => queries.reduce(withCall, state),
    told: (state, action) => withCall(state, methodFor(action))
  }
}

const queries = ['Cover.GetStatus', 'Cover.GetConfig'] as const

function methodFor(action: Action): Method {
  if (action === 'OPEN') return 'Cover.Open'
  if (action === 'CLOSE') return 'Cover.Close'
  return action === 'STOP' ? 'Cover.Stop' : 'Cover.GoToPosition'
}

function command(state: ShellyState, action: Action): Publish[] | null {
  if (forces(state, action)) return null
  if (typeof action === 'string') return [to(state, methodFor(action))]
  if (state.calibrated !== true || !isPercentage(action.position)) return null
  return [to(state, methodFor(action), { pos: action.position })]
}

function to(state: ShellyState, method: Method, params: object = {}): Publish {
  const payload = JSON.stringify(call(state, method, params))
  return { topic: `${state.prefix}/rpc`, payload, qos: 1, retain: false, expirySeconds }
}
