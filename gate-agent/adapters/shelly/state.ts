import { unheard, type PresenceState } from '../presence.ts'
import type { Method } from './methods.ts'

/** One cover of a Shelly. Plain JSON. */
export interface ShellyState extends PresenceState {
  dialect: 'shelly'
  /** Its topics start so; it may have slashes and need not be the device's name. */
  prefix: string
  /** 0, or 1 for the second of a dual device. */
  cover: number
  /** How the device calls itself in frames; null: not heard yet. */
  device: string | null
  /** Our own name in RPC. */
  source: string
  /** `pos_control`: it knows positions; null: not told yet. */
  calibrated: boolean | null
  /** Null: not told yet. */
  errors: readonly string[] | null
  /** What its config lacks, as warnings. */
  unsafe: readonly string[]
  /** How it answered the last command. */
  replied: { method: Method; error: { code: number; message: string } | null; at: number } | null
}

const namedAsMade = /^shelly[\da-z]*-[\da-f]{12}$/i

/** What an operator knows and no topic need say. */
export interface ShellySetting {
  /** How the device calls itself, where its prefix is another name and its events (`rpc_ntf`) are off. */
  device?: string
  /** Our own name in RPC: replies come to `<source>/rpc`. */
  source?: string
}

/** A gate that has said nothing yet. */
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
    replied: null,
    assumed: false,
    warnings: []
  })
}

const blocking = new Set(['obstruction', 'safety_switch'])

/** The gate with what its errors, its calibration and its config mean. Of an unknown device no reply is believed. */
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

/** `cal_abort:timeout_open` and its like are one fault; what we do not know has a name of its own. */
function faultOf(error: string): string {
  return faults.find((fault) => error.split(':')[0] === fault) ?? 'device-fault'
}
