import { unheard, type PresenceState } from '../presence.ts'

/** A cover on ESPHome's own topics. Plain JSON. */
export interface EsphomeState extends PresenceState {
  dialect: 'esphome'
  /** `<prefix>/cover/<object_id>`. */
  base: string
  /** Where the controller says that it is there. */
  status: string
  /** It has told a position, so it takes one. */
  tellsPosition: boolean
  /** Where its obstacle sensor speaks; null: it has none that we know of. */
  obstacle: string | null
  /** What that sensor last said. */
  blocked: boolean | null
}

/** What an operator knows and no topic says. */
export interface EsphomeSetting {
  /** The position comes from a stopwatch (`time_based`), no endstop confirms it. */
  assumed?: boolean
  /** `object_id` of the binary sensor that sees an obstacle. */
  obstacle?: string
}

/** A gate that has said nothing yet. */
export function esphomeGate(prefix: string, object: string, setting: EsphomeSetting = {}): EsphomeState {
  const { assumed = false, obstacle } = setting
  return {
    ...unheard,
    dialect: 'esphome',
    base: `${prefix}/cover/${object}`,
    status: `${prefix}/status`,
    tellsPosition: false,
    obstacle: obstacle === undefined ? null : `${prefix}/binary_sensor/${obstacle}/state`,
    blocked: null,
    assumed,
    warnings: []
  }
}

const place = /^(?<prefix>.+)\/cover\/(?<object>[^/]+)\/(?:position\/)?state$/

/** Which cover a topic speaks of; null: none. */
export function coverInTopic(topic: string): { prefix: string; object: string } | null {
  const groups = place.exec(topic)?.groups
  return groups ? { prefix: groups['prefix']!, object: groups['object']! } : null
}
