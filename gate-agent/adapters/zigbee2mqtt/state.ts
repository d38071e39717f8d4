import type { Motion } from '#lib/domain/gates/motion.ts'
import { unheard, type PresenceState } from '../presence.ts'
import type { CoverKeys } from './exposes.ts'

/** A cover behind zigbee2mqtt. Plain JSON. */
export interface Zigbee2mqttState extends PresenceState {
  dialect: 'zigbee2mqtt'
  name: string
  /** Where zigbee2mqtt says whether it runs itself. */
  bridge: string
  /** `<base>/<friendly name>`. */
  topic: string
  keys: CoverKeys
  bridgeHere: boolean | null
  deviceHere: boolean | null
  /** It has reported since it was last known to be gone. */
  live: boolean
  said: LastWords
}

/** The last words under its keys; null: none. */
export interface LastWords {
  state: string | null
  moving: Motion | null
  running: boolean | null
}

export const noLastWords: LastWords = { state: null, moving: null, running: null }

/** A gate that has said nothing yet. */
export function zigbee2mqttGate(base: string, name: string, keys: CoverKeys): Zigbee2mqttState {
  // Such a word is what was last commanded, not what the gate did.
  const wordOnly = keys.position === null && keys.moving.length === 0 && keys.running === null
  return {
    ...unheard,
    dialect: 'zigbee2mqtt',
    name,
    bridge: `${base}/bridge/state`,
    topic: `${base}/${name}`,
    keys,
    bridgeHere: null,
    deviceHere: null,
    live: false,
    said: noLastWords,
    assumed: wordOnly,
    warnings: ['presence-is-slow', ...(wordOnly ? ['state-word-only'] : [])]
  }
}

/** A gate told of again: what it reported stays where it is heard and read as before, else it starts anew. */
export function rediscoveredZigbee2mqtt(
  before: Zigbee2mqttState | undefined,
  now: Zigbee2mqttState
): Zigbee2mqttState {
  const ears = ({ topic, keys }: Zigbee2mqttState) => JSON.stringify([topic, keys])
  return before && ears(before) === ears(now) ? before : now
}
