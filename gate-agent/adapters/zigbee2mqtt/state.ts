import type { Motion } from '#lib/domain/gates/motion.ts'
import { unheard, type PresenceState } from '../presence.ts'
import type { CoverKeys } from './exposes.ts'

/** State of a cover behind zigbee2mqtt. Plain JSON. */
export interface Zigbee2mqttState extends PresenceState {
  dialect: 'zigbee2mqtt'
  name: string
  /** Topic on which zigbee2mqtt reports its own availability. */
  bridge: string
  /** `<base>/<friendly name>`. */
  topic: string
  keys: CoverKeys
  bridgeHere: boolean | null
  deviceHere: boolean | null
  /** Whether it has reported since it was last known to be gone. */
  live: boolean
  said: LastWords
  /** Time when the gate itself was asked for its position, Unix ms; null: no answer is due. */
  askedAt: number | null
}

/** Last words under its keys; null when there was none. */
export interface LastWords {
  state: string | null
  moving: Motion | null
  running: boolean | null
}

export const noLastWords: LastWords = { state: null, moving: null, running: null }

/** Creates the state of a gate that has not reported yet. */
export function zigbee2mqttGate(base: string, name: string, keys: CoverKeys): Zigbee2mqttState {
  // Without a word for motion nothing tells a command's target from what the gate did; without a position neither.
  const isStill = keys.moving.length === 0 && keys.running === null
  const wordOnly = keys.position === null
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
    askedAt: null,
    assumed: isStill || wordOnly,
    warnings: [
      'presence-is-slow',
      ...(wordOnly ? ['state-word-only'] : isStill ? ['motion-not-reported'] : [])
    ]
  }
}

/** Updates a gate that was announced again: keeps its report if it is received and read as before, otherwise starts anew. */
export function rediscoveredZigbee2mqtt(
  before: Zigbee2mqttState | undefined,
  now: Zigbee2mqttState
): Zigbee2mqttState {
  const ears = ({ topic, keys }: Zigbee2mqttState) => JSON.stringify([topic, keys])
  return before && ears(before) === ears(now) ? before : now
}
