import * as v from 'valibot'
import type { Dialect, DialectState } from './dialect.ts'
import { esphome } from './esphome.ts'
import { homeAssistant } from './home-assistant.ts'
import { mqtt } from './mqtt.ts'
import type { GateMapping } from './mqtt/mapping.ts'
import { shelly } from './shelly.ts'
import { tasmota } from './tasmota.ts'
import { zigbee2mqtt } from './zigbee2mqtt.ts'

const text = v.pipe(v.string(), v.minLength(1))

/** Facts about a controller that no topic reports, so the operator configures them. */
export const Setting = v.strictObject({
  /** ESPHome: the position is derived from travel time; no endstop confirms it. */
  assumed: v.optional(v.boolean()),
  /** ESPHome: `object_id` of the binary sensor that detects obstacles. */
  obstacle: v.optional(text),
  /** Shelly: the device's name for itself, when its prefix is a different name. */
  device: v.optional(text)
})
export type Setting = v.InferOutput<typeof Setting>

/** The dialects by their names in the agent's configuration; `prefix` is the site's own. */
const byName = {
  'home-assistant': (prefix?: string) => homeAssistant(prefix) as Dialect<DialectState>,
  esphome: (prefix?: string, { assumed = false, obstacle }: Setting = {}) =>
    esphome(prefix, { assumed, ...(obstacle && { obstacle }) }) as Dialect<DialectState>,
  tasmota: (prefix?: string) => tasmota(prefix) as Dialect<DialectState>,
  shelly: (prefix?: string, { device }: Setting = {}) =>
    shelly(prefix, { ...(device && { device }) }) as Dialect<DialectState>,
  zigbee2mqtt: (prefix?: string) => zigbee2mqtt(prefix) as Dialect<DialectState>,
  mqtt: (_prefix?: string, _setting?: Setting, mapped?: MappedGate) => {
    if (!mapped) throw new Error('the dialect mqtt needs a mapping')
    return mqtt(mapped.mapping, mapped.travelMs) as unknown as Dialect<DialectState>
  }
}

/** A gate as its operator maps it, and its travel time from end to end, ms; null: never measured. */
export interface MappedGate {
  mapping: GateMapping
  travelMs: number | null
}

export type DialectName = keyof typeof byName
export const dialectNames = Object.keys(byName) as DialectName[]

/** Returns the dialect of that name. @param mapped required by `mqtt`, and by no other */
export function dialectOf(
  name: DialectName,
  prefix?: string,
  setting?: Setting,
  mapped?: MappedGate
): Dialect<DialectState> {
  return byName[name](prefix, setting, mapped)
}
