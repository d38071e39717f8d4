import { unheard, type PresenceState } from '../presence.ts'
import type { TasmotaConfig } from './config.ts'
import { topicsOf } from './full-topic.ts'

/** One shutter of a Tasmota controller. Plain JSON. */
export interface TasmotaState extends PresenceState {
  dialect: 'tasmota'
  name: string | null
  /** The start of the topics that it hears, answers on, and reports on by itself; each ends with a slash. */
  cmnd: string
  stat: string
  tele: string
  /** Its words for being there and being gone. */
  online: string
  offline: string
  /** 1, 2, 3 … */
  shutter: number
  /** `ShutterInvert`: it counts its percentages from the open end. */
  inverted: boolean
}

/** The bits of `sho`. */
const inverts = 1
const isLocked = 2

/** A shutter that has said nothing yet. */
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

/** A shutter told of again: what it reported stays where it is heard and counted as before, else it starts anew. */
export function rediscoveredTasmota(before: TasmotaState | undefined, now: TasmotaState): TasmotaState {
  const ears = ({ stat, tele, online, offline, inverted }: TasmotaState) =>
    JSON.stringify([stat, tele, online, offline, inverted])
  if (!before || ears(before) !== ears(now)) return now
  const { cmnd, name, warnings } = now
  return { ...before, cmnd, name, warnings }
}
