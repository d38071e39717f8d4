import type { Discovered, KnownGates, Message } from '../dialect.ts'
import { isObject, json } from '../json.ts'
import { isPublishTopic } from '#lib/domain/mqtt-topic.ts'
import { coversIn } from './exposes.ts'
import { zigbee2mqttGate, rediscoveredZigbee2mqtt, type Zigbee2mqttState } from './state.ts'

/**
 * Returns the covers in the list of devices, and as removed the known ones no longer in it. The radio address
 * identifies a gate.
 */
export function discoverZigbee2mqtt(
  { topic, payload }: Message,
  base: string,
  known?: KnownGates<Zigbee2mqttState>
): Discovered<Zigbee2mqttState>[] {
  if (topic !== `${base}/bridge/devices` || payload === '') return []
  const list = json(payload)
  if (!Array.isArray(list)) return [{ id: topic, refused: 'malformed' }]
  const found = list.flatMap((device) => coversOf(device, base, known))
  return [...found, ...goneFrom(list, base, known)]
}

/** A device that is listed but not described keeps its gates, for example while zigbee2mqtt interviews it. */
function goneFrom(list: readonly unknown[], base: string, known: KnownGates<Zigbee2mqttState> | undefined) {
  const listed = new Set(
    list.map((device) => isObject(device) && !isDisabled(device) && device['ieee_address'])
  )
  return Object.entries(known?.gates ?? {})
    .filter(([id, { bridge }]) => bridge === `${base}/bridge/state` && !listed.has(id.split('/')[0]))
    .map(([id]) => ({ id, removed: true }) as const)
}

function isDisabled(device: Record<string, unknown>): boolean {
  return device['disabled'] === true
}

function coversOf(
  device: unknown,
  base: string,
  known: KnownGates<Zigbee2mqttState> | undefined
): Discovered<Zigbee2mqttState>[] {
  if (!isObject(device) || isDisabled(device)) return []
  const { ieee_address: address, friendly_name: name, definition } = device
  if (typeof address !== 'string' || typeof name !== 'string' || !isObject(definition)) return []
  const { exposes } = definition
  return [...coversIn(Array.isArray(exposes) ? exposes : [])].map(([endpoint, keys]) => {
    const id = endpoint === '' ? address : `${address}/${endpoint}`
    if (!isPublishTopic(`${base}/${name}`)) return { id, refused: 'bad-topic' }
    const before = known && Object.hasOwn(known.gates, id) ? known.gates[id] : undefined
    return { id, state: rediscoveredZigbee2mqtt(before, zigbee2mqttGate(base, name, keys)) }
  })
}
