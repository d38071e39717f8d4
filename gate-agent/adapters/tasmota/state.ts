import { unheard, type PresenceState } from '../presence.ts'
import type { TasmotaConfig } from './config.ts'
import { topicsOf } from './full-topic.ts'

/** State of one shutter of a Tasmota controller. Plain JSON. */
export interface TasmotaState extends PresenceState {
  dialect: 'tasmota'
  name: string | null
  /** Prefixes of the topics for its commands, its replies and its telemetry; each ends in a slash. */
  cmnd: string
  stat: string
  tele: string
  /** Its words for online and offline. */
  online: string
  offline: string
  /** 1, 2, 3 … */
  shutter: number
  /** `ShutterInvert`: percentages count from the open end. */
  inverted: boolean
}

/** Bits of `sho`. */
const inverts = 1
const isLocked = 2

/** Creates the state of a shutter that has not reported yet. */
export function tasmotaGate(config: TasmotaConfig, shutter: number): TasmotaState {
  const options = config.sho[shutter - 1] ?? 0
  return {
    ...unheard,
    ...topicsOf(config),
    dialect: 'tasmota',
    name: config.dn ?? null,
    online: config.onln,
    offline: config.ofln,
    shutter,
    inverted: (options & inverts) !== 0,
    assumed: true,
    warnings: (options & isLocked) === 0 ? [] : ['locked-on-device']
  }
}

/**
 * Updates a shutter that was announced again: keeps its report if its topics and its counting are unchanged, otherwise
 * starts anew.
 */
export function rediscoveredTasmota(before: TasmotaState | undefined, now: TasmotaState): TasmotaState {
  const ears = ({ stat, tele, online, offline, inverted }: TasmotaState) =>
    JSON.stringify([stat, tele, online, offline, inverted])
  if (!before || ears(before) !== ears(now)) return now
  const { cmnd, name, warnings } = now
  return { ...before, cmnd, name, warnings }
}
