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
/** A topic or a part of one, without wildcards. */
const topic = v.pipe(text, v.regex(/^[^+#\u0000]{1,200}$/))

/** Facts about a controller that no topic reports, so the operator configures them. */
export const Setting = v.strictObject({
  /** The controller calculates its position, for example from travel time; nothing at the gate confirms it. */
  assumed: v.optional(v.boolean()),
  /** ESPHome: `object_id` of the binary sensor that detects obstacles. */
  obstacle: v.optional(topic),
  /** Shelly: the device's name for itself, when its prefix is a different name. */
  device: v.optional(text),
  /** ESPHome: topic and words of its birth and will message, when they are not ESPHome's own. */
  status: v.optional(
    v.strictObject({ topic: v.optional(topic), online: v.optional(text), offline: v.optional(text) })
  ),
  /** Home Assistant and ESPHome: the birth message at which the site's controllers report anew. */
  birth: v.optional(v.strictObject({ topic: v.optional(topic), payload: v.optional(text) }))
})
export type Setting = v.InferOutput<typeof Setting>

/** Adds what the operator does not configure. `source`: the name under which the agent asks for it, see `agentName`. */
export type DialectSetting = Setting & { source?: string }

/** Returns the agent's name for what it asks a gate's controller. One for each gate: a controller answers for its own only. */
export const agentName = (gate: string) => `antt/agent/${gate}`

/** The dialects by their names in the agent's configuration; `prefix` is the site's own. */
const byName = {
  'home-assistant': (prefix?: string, { birth }: Setting = {}) =>
    homeAssistant(prefix, birth) as Dialect<DialectState>,
  esphome: (prefix?: string, { obstacle, status, birth }: Setting = {}) =>
    esphome(prefix, { ...(obstacle && { obstacle }), status, birth }) as Dialect<DialectState>,
  tasmota: (prefix?: string) => tasmota(prefix) as Dialect<DialectState>,
  shelly: (prefix?: string, { device, source }: DialectSetting = {}) =>
    shelly(prefix, { ...(device && { device }), ...(source && { source }) }) as Dialect<DialectState>,
  zigbee2mqtt: (prefix?: string) => zigbee2mqtt(prefix) as Dialect<DialectState>,
  mqtt: (_prefix?: string, _setting?: DialectSetting, mapped?: MappedGate) => {
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

/**
 * Returns a dialect as the operator configured it. @param setting `assumed` marks the gates of any dialect
 * @param mapped required by `mqtt`, and by no other
 */
export function dialectOf(
  name: DialectName,
  prefix?: string,
  setting?: DialectSetting,
  mapped?: MappedGate
): Dialect<DialectState> {
  const dialect = byName[name](prefix, setting, mapped)
  return setting?.assumed ? assuming(dialect) : dialect
}

/** Marks all gates of a dialect as calculated by their controller. */
function assuming(dialect: Dialect<DialectState>): Dialect<DialectState> {
  return {
    ...dialect,
    discover: (message, known) =>
      dialect
        .discover(message, known)
        .map((found) => ('state' in found ? { ...found, state: { ...found.state, assumed: true } } : found))
  }
}
