import type { Message } from '../dialect.ts'
import { reaches } from '#lib/domain/mqtt-topic.ts'
import { afterHello, isHere, presenceOf, type Presence } from './presence.ts'
import { rendered } from './render.ts'
import type { SensorConfig } from './shapes.ts'
import { templatedTopicOf, type TemplatedTopic } from './templated-topic.ts'

/** An obstruction sensor and its last report. Plain JSON. */
export interface Sensor {
  /** Discovery topic that announced it. */
  source: string
  device: readonly string[]
  /** Null when its template is not supported. */
  ear: (TemplatedTopic & { on: string; off: string }) | null
  presence: Presence | null
  /** Its report expires after this, ms. */
  lasts: number | null
  obstructed: boolean | null
  at: number | null
}

/** Discovery has no device class for obstruction sensors, so they are recognised by name. */
const obstruction = /obstruct|obstacle|photocell|photo[\s_-]?eye|vat[\s_-]?can/
const elsewhere = new Set(['battery', 'connectivity', 'tamper', 'update'])

/** Returns the obstruction sensor for a binary sensor; null for any other binary sensor. */
export function sensorOf(config: SensorConfig, id: string, source: string): Sensor | null {
  const names = [id, config.name, config.unique_id, config.object_id, config.state_topic].join(' ')
  const plain = names
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
  // Without a device it belongs to no gate.
  if (!config.device || !obstruction.test(plain) || elsewhere.has(config.device_class ?? '')) return null
  const told = templatedTopicOf(config.state_topic, config.value_template)
  const presence = presenceOf(config)
  // A sensor that never reports "clear" would block the gate for ever.
  const unreadable = told === null || told === 'unreadable' || presence === 'unreadable' || config.off_delay
  return {
    source,
    device: config.device ?? [],
    ear: unreadable ? null : { ...told, on: config.payload_on, off: config.payload_off },
    presence: unreadable ? null : presence,
    lasts: config.expire_after ? config.expire_after * 1000 : null,
    obstructed: null,
    at: null
  }
}

/**
 * Returns the sensor after a message; the same object when the message says nothing about it. An unrecognised word
 * means "unknown".
 */
export function afterSense(sensor: Sensor, message: Message): Sensor {
  const presence = sensor.presence && afterHello(sensor.presence, message)
  const left = presence && isHere(presence) === false ? { obstructed: null, at: null } : null
  const now = presence === sensor.presence ? sensor : { ...sensor, presence, ...left }
  if (!now.ear || !reaches(message.topic, now.ear.topic)) return now
  const word = rendered(now.ear.template, message.payload)
  if (word === null) return now
  // A stored "clear" may be days old.
  const obstructed = word === now.ear.on ? true : word === now.ear.off && !message.retain ? false : null
  return { ...now, obstructed, at: message.at }
}

/** Tells whether these sensors see an obstacle; null when they cannot tell. */
export function obstructedBy(sensors: readonly Sensor[], at: number): boolean | null {
  const said = sensors.map(({ obstructed, lasts, at: then }) =>
    lasts !== null && then !== null && at - then > lasts ? null : obstructed
  )
  if (said.includes(true)) return true
  return said.length === 0 || said.includes(null) ? null : false
}

/** Tells whether both belong to one device. */
export function isSibling(one: readonly string[], other: readonly string[]): boolean {
  return one.some((key) => other.includes(key))
}
