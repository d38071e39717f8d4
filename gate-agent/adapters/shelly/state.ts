import { unheard, type PresenceState } from '../presence.ts'
import type { Method } from './methods.ts'

/** State of one cover of a Shelly. Plain JSON. */
export interface ShellyState extends PresenceState {
  dialect: 'shelly'
  /** Prefix of its topics; may contain slashes and need not be the device's name. */
  prefix: string
  /** 0, or 1 for the second cover of a dual device. */
  cover: number
  /** The device's name in its frames; null until one was received. */
  device: string | null
  /** The agent's name in RPC. */
  source: string
  /** `pos_control`: the cover supports positions; null until reported. */
  calibrated: boolean | null
  /** Null until reported. */
  errors: readonly string[] | null
  /** Warnings about its config. */
  unsafe: readonly string[]
  /** The calls that have no reply yet: any other reply is none. */
  awaited: readonly Method[]
  /** Its reply to the last command. */
  replied: { method: Method; error: { code: number; message: string } | null; at: number } | null
}

const namedAsMade = /^shelly[\da-z]*-[\da-f]{12}$/i

/** Facts that the operator configures because the device may not report them. */
export interface ShellySetting {
  /** The device's name for itself, needed when its prefix is a different name and its events (`rpc_ntf`) are off. */
  device?: string
  /** The agent's name in RPC: replies come to `<source>/rpc`. */
  source?: string
}

/** Creates the state of a gate that has not reported yet. */
export function shellyGate(prefix: string, setting: ShellySetting & { cover?: number } = {}): ShellyState {
  const { cover = 0, device = namedAsMade.test(prefix) ? prefix : null, source = 'antt/agent' } = setting
  return judged({
    ...unheard,
    dialect: 'shelly',
    prefix,
    cover,
    device,
    source,
    calibrated: null,
    errors: null,
    unsafe: [],
    awaited: [],
    replied: null,
    assumed: false,
    warnings: []
  })
}

const blocking = new Set(['obstruction', 'safety_switch'])

/**
 * Derives obstruction and warnings from a gate's errors, calibration and config. No reply is trusted while the device
 * is unknown.
 */
export function judged(state: ShellyState): ShellyState {
  const { errors, calibrated, unsafe, device } = state
  const obstructed = errors && errors.some((error) => blocking.has(error))
  const faults = (errors ?? []).filter((error) => !blocking.has(error)).map(faultOf)
  const warnings = [
    ...(device === null ? ['device-unknown'] : []),
    ...unsafe,
    ...(calibrated === false ? ['uncalibrated'] : []),
    ...new Set(faults)
  ]
  return { ...state, obstructed, warnings }
}

export const faults = 'overtemp overpower overvoltage undervoltage overcurrent bad_feedback cal_abort'.split(
  ' '
)

/** Maps `cal_abort:timeout_open` and the like to one fault, and an unknown error to `device-fault`. */
function faultOf(error: string): string {
  return faults.find((fault) => error.split(':')[0] === fault) ?? 'device-fault'
}
