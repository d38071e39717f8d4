import type { BirthMessage } from '../birth.ts'
import { unheard, type PresenceState } from '../presence.ts'

/** State of a cover on ESPHome's own topics. Plain JSON. */
export interface EsphomeState extends PresenceState {
  dialect: 'esphome'
  /** `<prefix>/cover/<object_id>`. */
  base: string
  /** Topic on which the controller reports that it is online, and its words. */
  status: string
  presence: { online: string; offline: string }
  /** Set once it has reported a position, which means that it accepts one too. */
  tellsPosition: boolean
  /** Topic of its obstacle sensor; null when none is known. */
  obstacle: string | null
  /** Last value of that sensor. */
  blocked: boolean | null
}

/** Facts that the operator configures because no topic reports them. */
export interface EsphomeSetting {
  /** `object_id` of the binary sensor that detects obstacles. */
  obstacle?: string
  /** Its birth and will message, where they are not those that ESPHome comes with. */
  status?: StatusSetting | undefined
  /** The message that makes it report anew, where it was configured to. */
  birth?: BirthMessage | undefined
}

/** Topic and words of a controller's birth and will message; what is left out is as ESPHome comes with. */
interface StatusSetting {
  topic?: string | undefined
  online?: string | undefined
  offline?: string | undefined
}

/** Creates the state of a gate that has not reported yet. */
export function esphomeGate(prefix: string, object: string, setting: EsphomeSetting = {}): EsphomeState {
  const { obstacle, status: { topic, online = 'online', offline = 'offline' } = {} } = setting
  return {
    ...unheard,
    dialect: 'esphome',
    base: `${prefix}/cover/${object}`,
    status: topic ?? `${prefix}/status`,
    presence: { online, offline },
    tellsPosition: false,
    obstacle: obstacle === undefined ? null : `${prefix}/binary_sensor/${obstacle}/state`,
    blocked: null,
    assumed: false,
    warnings: []
  }
}

const place = /^(?<prefix>.+)\/cover\/(?<object>[^/]+)\/(?:position\/)?state$/

/** Returns the cover that a topic belongs to; null when it belongs to none. */
export function coverInTopic(topic: string): { prefix: string; object: string } | null {
  const groups = place.exec(topic)?.groups
  return groups ? { prefix: groups['prefix']!, object: groups['object']! } : null
}
